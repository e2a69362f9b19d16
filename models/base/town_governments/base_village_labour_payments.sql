-- One row is one landed row of village_labour_payments: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('town_governments', 'village_labour_payments') }}
