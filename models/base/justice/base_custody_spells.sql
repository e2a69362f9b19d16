-- One row is one landed row of custody_spells: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('justice', 'custody_spells') }}
