-- One alert per person: disability subsidies for months of destitute support.
-- Answers: who draws a disability subsidy that destitute support takes in already?
with

payments as (
    select program, person_id, benefit_month, amount, source_row
    from {{ ref('int_monthly_benefits') }}
    where benefit_kind = 'disability'
),

destitute_spells as (
    select person_id, start_date, end_date, source_row
    from {{ ref('int_destitute_spells') }}
),

-- what was paid on the first of the month in which the support began was right
payments_beside_support as (
    select
        payments.program,
        payments.person_id,
        payments.benefit_month,
        payments.amount,
        payments.source_row,
        min(destitute_spells.start_date) as support_start_date,
        {{ collected_list('destitute_spells.source_row') }} as support_source_rows
    from payments
    inner join destitute_spells
        on payments.person_id = destitute_spells.person_id
        and payments.benefit_month > {{ month_of('destitute_spells.start_date') }}
        and {{ month_touched(
            'payments.benefit_month',
            'destitute_spells.start_date',
            'destitute_spells.end_date'
        ) }}
    group by
        payments.program,
        payments.person_id,
        payments.benefit_month,
        payments.amount,
        payments.source_row
),

episodes as (
    select
        person_id as subject_id,
        'destitute' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('min(support_start_date)') }} || '起认定为特困人员，'
        || {{ zh_months_told('benefit_month') }} || '供养期间仍发放'
        || {{ zh_list('program') }} || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row'], lists=['support_source_rows']) }} as evidence
    from payments_beside_support
    group by person_id
)

{{ person_alerts('episodes') }}
