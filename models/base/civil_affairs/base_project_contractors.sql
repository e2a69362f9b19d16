-- One row is one landed row of project_contractors: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'project_contractors') }}
