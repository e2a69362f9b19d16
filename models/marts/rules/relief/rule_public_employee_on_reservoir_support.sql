-- One alert per public employment: reservoir migrant support for months of it.
-- Answers: who draws migrant support while paid by the public purse?
with

employments as (
    select person_id, employer, start_date, end_date, source_row
    from {{ ref('int_public_employments') }}
),

payments as (
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '水库移民后期扶持'
),

payments_while_employed as (
    select
        employments.person_id,
        employments.employer,
        employments.start_date,
        payments.benefit_month,
        payments.amount,
        employments.source_row as employment_source_row,
        payments.source_row as payment_source_row
    from employments
    inner join payments
        on employments.person_id = payments.person_id
        and {{ month_touched(
            'payments.benefit_month', 'employments.start_date', 'employments.end_date'
        ) }}
),

episodes as (
    select
        person_id as subject_id,
        employer || '|' || cast(start_date as string) as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('start_date') }} || '起在' || employer || '任职，'
        || {{ zh_months_told('benefit_month') }} || '发放水库移民后期扶持'
        || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['payment_source_row', 'employment_source_row']) }} as evidence
    from payments_while_employed
    group by person_id, employer, start_date
)

{{ person_alerts('episodes') }}
