-- One row is one landed row of meal_records: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'meal_records') }}
