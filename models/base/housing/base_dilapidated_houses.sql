-- One row is one landed row of dilapidated_houses: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('housing', 'dilapidated_houses') }}
