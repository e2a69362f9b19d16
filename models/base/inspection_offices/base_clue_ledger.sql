-- One row is one landed row of clue_ledger: its values, what became of it, and why.
-- Answers: was this row staged, superseded or rejected?
{{ accounted_rows('inspection_offices', 'clue_ledger') }}
