-- One row is one landed row of old_age_allowance_payments: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'old_age_allowance_payments') }}
