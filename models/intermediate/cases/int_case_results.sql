-- One row is a case that was concluded.
-- Answers: what kind of fault was it, and how much was identified, recovered, stopped?
with

concluded_cases as (
    select
        cycles.case_id,
        cycles.state,
        cycles.concluded_as,
        cycles.finding,
        cycles.cause,
        cycles.recovered_amount,
        cycles.first_step_date,
        alerts.first_event_date,
        alerts.last_event_date,
        alerts.amount_at_risk
    from {{ ref('int_case_cycles') }} as cycles
    inner join {{ ref('int_alert_status') }} as alerts
        on cycles.case_id = alerts.alert_id
    where cycles.concluded_as is not null
),

verdicts as (
    select finding_kind, cause, verdict
    from {{ ref('case_verdicts') }}
),

findings as (
    select finding, is_in_full
    from {{ ref('case_findings') }}
),

-- money that still flowed when the case began would have gone on, had nobody acted
stopped_flows as (
    select
        case_id,
        amount_at_risk
        / (1 + date_diff('month', first_event_date, last_event_date)) as amount_a_month
    from concluded_cases
    where
        concluded_as = 'confirmed'
        and state in ('recheck', 'closed')
        -- what happened within one month need not go on
        and date_diff('month', first_event_date, last_event_date) > 0
        and last_event_date + {{ parameter('still_running_days', 'int', rule='cases') }}
        >= first_step_date
),

judged_cases as (
    select
        concluded_cases.case_id,
        verdicts.verdict,
        case
            when concluded_cases.concluded_as != 'confirmed' then 0
            when findings.is_in_full then concluded_cases.amount_at_risk
            -- of a part only what came back is known
            else least(
                coalesce(concluded_cases.recovered_amount, 0),
                concluded_cases.amount_at_risk
            )
        end as identified_amount,
        coalesce(concluded_cases.recovered_amount, 0) as recovered_amount
    from concluded_cases
    left join verdicts
        on concluded_cases.concluded_as = verdicts.finding_kind
        and coalesce(concluded_cases.cause, 'none') = verdicts.cause
    left join findings
        on concluded_cases.finding = findings.finding
)

select
    judged_cases.case_id,
    judged_cases.verdict,
    cast(judged_cases.identified_amount as decimal(14, 2)) as identified_amount,
    judged_cases.recovered_amount,
    cast(
        coalesce(
            stopped_flows.amount_a_month
            * {{ parameter('forward_months', 'int', rule='cases') }},
            0
        ) as decimal(14, 2)
    ) as stopped_amount
from judged_cases
left join stopped_flows
    on judged_cases.case_id = stopped_flows.case_id
