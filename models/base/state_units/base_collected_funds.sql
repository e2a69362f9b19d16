-- One row is one landed row of collected_funds: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('state_units', 'collected_funds') }}
