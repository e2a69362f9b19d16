-- One row is one landed row of deaths: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('health', 'deaths') }}
