-- One row is one landed row of welfare_enterprise_staff: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'welfare_enterprise_staff') }}
