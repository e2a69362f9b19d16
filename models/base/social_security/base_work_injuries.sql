-- One row is one landed row of work_injuries: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('social_security', 'work_injuries') }}
