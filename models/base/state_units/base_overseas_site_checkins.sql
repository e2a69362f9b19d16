-- One row is one landed row of overseas_site_checkins: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('state_units', 'overseas_site_checkins') }}
