-- One row is an alert that was given to a unit to check, each time it was.
-- Answers: when, in which batch, to whom, and until when is an answer due?
with

steps as (
    select alert_id, handled_date, unit, note, source_row
    from {{ ref('stg_case_feedback') }}
    where status = '已交办'
),

working_days as (
    select day, is_working_day, working_day_number
    from {{ ref('working_days') }}
),

-- `plumbline dispatch` notes batch and due day; for the rest the due day is counted
noted as (
    select
        *,
        nullif(regexp_extract(note, '批次([0-9]{8}-[0-9]+)', 1), '') as batch,
        try_cast(regexp_extract(note, '办理期限([0-9-]{10})', 1) as date)
            as noted_due_date
    from steps
)

select
    noted.alert_id,
    noted.handled_date as dispatched_date,
    noted.unit,
    noted.batch,
    coalesce(noted.noted_due_date, due_days.day) as due_date,
    noted.source_row
from noted
left join working_days as dispatch_days
    on noted.handled_date = dispatch_days.day
left join working_days as due_days
    on dispatch_days.working_day_number
    + {{ parameter('working_days_to_verify', 'bigint') }} = due_days.working_day_number
    and due_days.is_working_day
