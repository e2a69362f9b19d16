-- One row is one landed row of minimum_living_members: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'minimum_living_members') }}
