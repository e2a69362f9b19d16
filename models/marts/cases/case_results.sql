-- One row is a case that was concluded.
-- Answers: what kind of fault was it, and how much was identified, recovered, stopped?
with

concluded_cases as (
    select
        rounds.case_id,
        rounds.state,
        rounds.concluded_as,
        rounds.finding,
        rounds.cause,
        rounds.recovered_amount,
        rounds.first_step_date,
        alerts.first_event_date,
        alerts.last_event_date,
        alerts.amount_at_risk
    from {{ ref('case_rounds') }} as rounds
    inner join {{ ref('alert_lives') }} as alerts
        on rounds.case_id = alerts.alert_id
    where rounds.concluded_as is not null
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
        case_id,
        case concluded_as
            when 'confirmed'
                then case cause
                    when '违规违纪' then 'misconduct'
                    when '工作失误' then 'work_error'
                    when '制度漏洞' then 'system_gap'
                    else 'confirmed_otherwise'
                end
            when 'unfounded'
                then case
                    when cause in ('数据错误', '同名') then 'data_error'
                    when cause in ('制度允许', '代领') then 'lawful'
                    else 'unfounded_otherwise'
                end
            else 'undetermined'
        end as verdict,
        case
            when concluded_as != 'confirmed' then 0
            when finding = '查实' then amount_at_risk
            -- of a part only what came back is known
            else least(coalesce(recovered_amount, 0), amount_at_risk)
        end as identified_amount,
        coalesce(recovered_amount, 0) as recovered_amount
    from concluded_cases
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
