-- One row is one landed row of rehabilitation_treatments: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('disabled_federation', 'rehabilitation_treatments') }}
