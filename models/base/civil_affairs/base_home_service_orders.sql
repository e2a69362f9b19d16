-- One row is one landed row of home_service_orders: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('civil_affairs', 'home_service_orders') }}
