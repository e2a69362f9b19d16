-- One row is something wrong with what was answered about a service lead.
-- Answers: what must be answered again, and how?
with

landed_rows as (
    select landed.*
    from {{ ref('int_landed_feedback') }} as landed
    semi join {{ ref('service_lead_history') }} as leads
        on landed.alert_id = leads.alert_id
),

steps as (
    select *
    from {{ ref('service_steps') }}
    where step != 'dispatched'
),

problems as (
    select
        alert_id,
        'unknown_outcome' as problem,
        '备注“' || note || '”不是可选的办理结果' as found,
        source_row
    from steps
    where note is not null and outcome is null
    union all
    select
        alert_id,
        'missing_outcome' as problem,
        status || '，备注未选办理结果' as found,
        source_row
    from steps
    where note is null and is_result
    union all
    -- nobody can count a sum that nobody named
    select
        alert_id,
        'missing_amount' as problem,
        '办理结果为补发，本人陈述未写明“补发…元”' as found,
        source_row
    from steps
    where outcome = 'paid_in_arrears' and paid_amount is null
    union all
    select
        alert_id,
        'rejected_row' as problem,
        unusable_text as found,
        source_row
    from landed_rows
    where row_status = 'rejected'
),

faultless_steps as (
    select
        steps.alert_id,
        max(steps.handled_date) as last_handled_date
    from steps
    anti join problems
        on steps.source_row = problems.source_row
    group by steps.alert_id
)

select
    problems.alert_id,
    problems.problem,
    landed_rows.unit,
    problems.found,
    case
        when problems.problem = 'missing_amount'
            then '请在本人陈述中写明“补发…元”，在“主动服务”表中重报'
        else '请改正后在“主动服务”表中重报；可填的词见下拉框'
    end as what_to_do,
    problems.source_row,
    -- a day that cannot be read may be any day
    coalesce(faultless_steps.last_handled_date >= landed_rows.handled_date, false)
        as is_settled
from problems
inner join landed_rows
    on problems.source_row = landed_rows.source_row
left join faultless_steps
    on problems.alert_id = faultless_steps.alert_id
