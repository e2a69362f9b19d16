-- One row is one landed row of overseas_sites: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('state_units', 'overseas_sites') }}
