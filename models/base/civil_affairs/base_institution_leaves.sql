-- One row is one landed row of institution_leaves: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'institution_leaves') }}
