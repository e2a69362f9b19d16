-- One row is one landed row of complaints: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('inspection_offices', 'complaints') }}
