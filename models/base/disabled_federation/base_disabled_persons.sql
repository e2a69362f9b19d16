-- One row is one landed row of disabled_persons: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('disabled_federation', 'disabled_persons') }}
