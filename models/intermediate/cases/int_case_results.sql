-- One row is a case that was concluded.
-- Answers: what kind of fault was it, and how much was identified, recovered, stopped?
with

concluded_cases as (
    select
        cycles.case_id,
        cycles.state,
        cycles.concluded_as,
        cycles.cause,
        cycles.first_step_date,
        alerts.first_event_date,
        alerts.last_event_date,
        alerts.amount_at_risk,
        1 + date_diff('month', alerts.first_event_date, alerts.last_event_date)
            as months
    from {{ ref('int_case_cycles') }} as cycles
    inner join {{ ref('int_alert_status') }} as alerts
        on cycles.case_id = alerts.alert_id
    where cycles.concluded_as is not null
),

verdicts as (
    select finding_kind, cause, verdict
    from {{ ref('case_verdicts') }}
),

-- where nothing was found nothing could come back: what came in is to be paid out again
amounts as (
    select amounts.*
    from {{ ref('int_case_amounts') }} as amounts
    inner join concluded_cases
        on amounts.case_id = concluded_cases.case_id
    where concluded_cases.concluded_as = 'confirmed'
),

-- money that still flowed when the case began would have gone on, had nobody acted
stopped_flows as (
    select
        case_id,
        amount_at_risk / months as amount_a_month
    from concluded_cases
    where
        concluded_as = 'confirmed'
        and state in ('recheck', 'closed')
        -- what happened within one month need not go on
        and months > 1
        and last_event_date + {{ parameter('still_running_days', 'int', rule='cases') }}
        >= first_step_date
)

select
    concluded_cases.case_id,
    verdicts.verdict,
    -- never the whole sum at risk only because the alert was found true
    coalesce(amounts.found_amount, 0) as identified_amount,
    amounts.found_on as identified_on,
    coalesce(amounts.recovered_amount, 0) as recovered_amount,
    amounts.recovered_on,
    cast(
        coalesce(
            stopped_flows.amount_a_month
            * {{ parameter('forward_months', 'int', rule='cases') }},
            0
        ) as decimal(14, 2)
    ) as stopped_amount
from concluded_cases
left join verdicts
    on concluded_cases.concluded_as = verdicts.finding_kind
    and coalesce(concluded_cases.cause, 'none') = verdicts.cause
left join amounts
    on concluded_cases.case_id = amounts.case_id
left join stopped_flows
    on concluded_cases.case_id = stopped_flows.case_id
