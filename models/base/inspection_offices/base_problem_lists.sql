-- One row is one landed row of problem_lists: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('inspection_offices', 'problem_lists') }}
