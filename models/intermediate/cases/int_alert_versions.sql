-- One row is a form that an alert took: it appeared, changed, was withdrawn, came back.
-- Answers: what did this alert say at the time, and which build changed it?
with

versions as (
    select
        *,
        dbt_is_deleted = 'True' as is_withdrawal,
        row_number() over this_alert as version_number,
        lag(dbt_is_deleted = 'True') over this_alert as was_withdrawn,
        lag(event_count) over this_alert as event_count_before,
        lag(amount_at_risk) over this_alert as amount_before
    from {{ ref('alert_history') }}
    window this_alert as (partition by alert_id order by dbt_valid_from, dbt_scd_id)
),

as_of_days as (
    select built_at, as_of_date
    from {{ ref('as_of_days') }}
),

-- the day its build was for: that of the last run that began before it was written
dated_versions as (
    select
        versions.*,
        as_of_days.as_of_date as seen_on
    from versions
    asof left join as_of_days
        on versions.dbt_valid_from >= as_of_days.built_at
)

select
    alert_id,
    version_number,
    case
        when version_number = 1 then 'appeared'
        when is_withdrawal then 'withdrawn'
        when was_withdrawn then 'came_back'
        when event_count > event_count_before or amount_at_risk > amount_before
            then 'grown'
        else 'changed'
    end as change,
    seen_on,
    dbt_valid_from as seen_at,
    rule_id,
    subject_kind,
    subject_id,
    subject_name,
    town,
    episode_key,
    first_event_date,
    last_event_date,
    event_count,
    amount_at_risk,
    reason,
    evidence
from dated_versions
