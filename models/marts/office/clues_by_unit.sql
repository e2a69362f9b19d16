-- One row is a unit and a channel by which clues come to it.
-- Answers: how many clues lie undisposed, overdue, or closed without a result?
select
    unit,
    source_channel,
    count(*) as clues,
    count(*) filter (where is_undisposed) as undisposed,
    count(*) filter (where is_disposal_overdue) as disposal_overdue,
    count(*) filter (where is_closing_overdue) as closing_overdue,
    count(*) filter (where is_closed_without_result) as closed_without_result,
    min(received_date) filter (where is_undisposed) as oldest_undisposed
from {{ ref('clue_progress') }}
group by unit, source_channel
