-- One row is one landed row of public_employees: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('organisation_department', 'public_employees') }}
