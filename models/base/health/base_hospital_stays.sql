-- One row is one landed row of hospital_stays: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('health', 'hospital_stays') }}
