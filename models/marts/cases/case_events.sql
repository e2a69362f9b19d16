-- One row is something that happened to an alert or its case; none is ever changed.
-- Answers: what is the whole story of this alert, in the order it became known?
with

alert_versions as (
    select *
    from {{ ref('int_alert_versions') }}
),

step_versions as (
    select
        *,
        dbt_is_deleted = 'True' as is_withdrawal,
        lag(dbt_is_deleted = 'True') over this_step as was_withdrawn,
        row_number() over this_step as version_number
    from {{ ref('case_step_history') }}
    window this_step as (
        partition by alert_id, handled_date, status, step_measure
        order by dbt_valid_from, dbt_scd_id
    )
),

as_of_days as (
    select built_at, as_of_date
    from {{ ref('as_of_days') }}
),

alert_events as (
    select
        alert_id,
        'alert_' || change as event,
        seen_on as event_date,
        seen_on as recorded_on,
        seen_at as recorded_at,
        null as status,
        null as finding,
        null as unit,
        amount_at_risk as amount,
        reason as detail,
        null as source_row
    from alert_versions
),

step_events as (
    select
        step_versions.alert_id,
        case
            when step_versions.version_number = 1 or step_versions.was_withdrawn
                then 'step_delivered'
            when step_versions.is_withdrawal then 'step_taken_back'
            else 'step_corrected'
        end as event,
        step_versions.handled_date as event_date,
        as_of_days.as_of_date as recorded_on,
        step_versions.dbt_valid_from as recorded_at,
        step_versions.status,
        step_versions.finding,
        step_versions.unit,
        step_versions.recovered_amount as amount,
        step_versions.note as detail,
        step_versions.source_row
    from step_versions
    asof left join as_of_days
        on step_versions.dbt_valid_from >= as_of_days.built_at
)

from alert_events
union all
from step_events
