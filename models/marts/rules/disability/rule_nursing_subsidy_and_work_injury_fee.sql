-- One alert per work injury: disability subsidies for months its nursing fee touches.
-- Answers: whose care is paid for by work-injury insurance and by a subsidy?
with

payments as (
    select program, person_id, benefit_month, amount, source_row
    from {{ ref('int_monthly_benefits') }}
    where benefit_kind = 'disability'
),

work_injury_fees as (
    select person_id, case_no, start_date, end_date, source_row
    from {{ ref('int_work_injury_fees') }}
),

-- what was paid on the first of the month in which the fee began was right
payments_beside_fees as (
    select
        payments.person_id,
        work_injury_fees.case_no,
        work_injury_fees.start_date,
        payments.program,
        payments.benefit_month,
        payments.amount,
        payments.source_row as payment_source_row,
        work_injury_fees.source_row as case_source_row
    from payments
    inner join work_injury_fees
        on payments.person_id = work_injury_fees.person_id
        and payments.benefit_month > {{ month_of('work_injury_fees.start_date') }}
        and {{ month_touched(
            'payments.benefit_month',
            'work_injury_fees.start_date',
            'work_injury_fees.end_date'
        ) }}
),

episodes as (
    select
        person_id as subject_id,
        case_no as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('min(start_date)') }} || '起有工伤护理费（认定编号' || case_no
        || '），' || {{ zh_months_told('benefit_month') }} || '仍发放'
        || {{ zh_list('program') }} || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['payment_source_row', 'case_source_row']) }} as evidence
    from payments_beside_fees
    group by person_id, case_no
)

{{ person_alerts('episodes') }}
