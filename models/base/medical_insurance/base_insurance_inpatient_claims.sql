-- One row is one landed row of insurance_inpatient_claims: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('medical_insurance', 'insurance_inpatient_claims') }}
