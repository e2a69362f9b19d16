-- One row is an alert that was given to a unit to check, each time it was.
-- Answers: when, in which batch, to whom, and until when is an answer due?
with

-- `plumbline dispatch` notes batch and due day; for the rest the due day is counted
handed_over as (
    select
        alert_id,
        handled_date as dispatched_on,
        unit,
        nullif(regexp_extract(note, '批次([0-9]{8}-[0-9]+)', 1), '') as batch,
        try_cast(regexp_extract(note, '办理期限([0-9-]{10})', 1) as date)
            as noted_due_date,
        source_row
    from {{ ref('int_feedback_steps') }}
    where step = 'dispatched'
),

due_days as (
    select day, due_date
    from {{ ref('int_due_days') }}
)

select
    handed_over.alert_id,
    handed_over.dispatched_on,
    handed_over.unit,
    handed_over.batch,
    coalesce(handed_over.noted_due_date, due_days.due_date) as due_date,
    handed_over.source_row
from handed_over
left join due_days
    on handed_over.dispatched_on = due_days.day
