-- One row is one step in the handling of an alert, with a key that is never empty.
-- Answers: which steps does the history of steps follow?
with

steps as (
    select *
    from {{ ref('stg_case_feedback') }}
),

-- a step about a service lead is none of an alert
rows_about_alerts as (
    select source_row
    from {{ ref('int_feedback_rows') }}
)

select
    steps.alert_id,
    steps.handled_date,
    steps.status,
    steps.finding,
    steps.unit,
    steps.recovered_amount,
    steps.persons_handled,
    steps.discipline_form,
    steps.measure,
    steps.disposal,
    steps.response_date,
    steps.response_kind,
    steps.response,
    steps.cause,
    steps.note,
    -- two measures of one day are two steps; a step without one is told apart by ''
    coalesce(steps.measure, '') as step_measure,
    steps.source_row
from steps
semi join rows_about_alerts
    on steps.source_row = rows_about_alerts.source_row
