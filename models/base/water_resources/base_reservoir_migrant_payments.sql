-- One row is one landed row of reservoir_migrant_payments: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('water_resources', 'reservoir_migrant_payments') }}
