-- One row is one landed row of disability_subsidy_payments: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'disability_subsidy_payments') }}
