-- One row is one landed row of temporary_relief_grants: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'temporary_relief_grants') }}
