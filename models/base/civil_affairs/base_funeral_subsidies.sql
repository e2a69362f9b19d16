-- One row is one landed row of funeral_subsidies: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'funeral_subsidies') }}
