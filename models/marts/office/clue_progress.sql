-- One row is a clue of the office's ledger.
-- Answers: which clues lie undisposed or overdue, or were closed without a result?
with

clues as (
    select *
    from {{ ref('stg_clue_ledger') }}
),

judged as (
    select
        *,
        disposed_date is null and closed_date is null as is_undisposed,
        disposed_date is not null and closed_date is null as is_open,
        received_date + {{ parameter('days_to_dispose', 'int') }} as dispose_by,
        disposed_date + {{ parameter('days_to_close', 'int') }} as close_by
    from clues
)

select
    clue_number,
    source_channel,
    unit,
    received_date,
    disposal,
    disposed_date,
    closed_date,
    is_undisposed,
    is_undisposed and dispose_by < {{ as_of_date() }} as is_disposal_overdue,
    coalesce(is_open and close_by < {{ as_of_date() }}, false) as is_closing_overdue,
    -- a day of closing with no word on what was decided
    closed_date is not null and disposal is null as is_closed_without_result
from judged
