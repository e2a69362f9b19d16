-- One row is one landed row of household_register: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('public_security', 'household_register') }}
