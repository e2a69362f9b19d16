-- One row is one landed row of traffic_accidents: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('public_security', 'traffic_accidents') }}
