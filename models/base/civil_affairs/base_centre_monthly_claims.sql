-- One row is one landed row of centre_monthly_claims: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'centre_monthly_claims') }}
