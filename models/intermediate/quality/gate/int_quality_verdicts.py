"""One row is a question of the gate that was judged.

Answers: does the figure keep its limit? Great Expectations judges; counts and shares only.
"""


def model(dbt, session):
    # imported where it is needed: the import takes seconds, and every dbt command parses this file
    from plumbline.quality.judge import judge

    return judge(dbt.ref("int_quality_questions").df())
