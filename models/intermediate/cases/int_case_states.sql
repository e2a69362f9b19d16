-- One row is a case.
-- Answers: in which state is it now, its alert's going taken into account?
with

carrying_alerts as (
    select
        alerts.alert_id as case_id,
        alerts.is_withdrawn
    from {{ ref('int_alert_status') }} as alerts
    inner join {{ ref('int_case_numbers') }} as case_numbers
        on alerts.alert_id = case_numbers.case_id
        and alerts.alert_id = case_numbers.alert_id
),

cycles as (
    select case_id, state, finding_kind
    from {{ ref('int_case_cycles') }}
)

-- a confirmed or closed case remains one, whatever becomes of its alert
select
    carrying_alerts.case_id,
    case
        when
            carrying_alerts.is_withdrawn
            and coalesce(cycles.finding_kind, 'none') != 'confirmed'
            and coalesce(cycles.state, 'generated') != 'closed'
            then 'withdrawn'
        else coalesce(cycles.state, 'generated')
    end as state
from carrying_alerts
left join cycles
    on carrying_alerts.case_id = cycles.case_id
