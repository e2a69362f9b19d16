-- One alert per person, programme and month: more than one disability subsidy.
-- Answers: who was paid the same disability subsidy twice for one month?
with

payments as (
    select program, person_id, benefit_month, paid_date, amount, source_row
    from {{ ref('int_monthly_benefits') }}
    where benefit_kind = 'disability'
),

episodes as (
    select
        person_id as subject_id,
        program || '|' || substring(cast(benefit_month as string), 1, 7) as episode_key,
        min(paid_date) as first_event_date,
        max(paid_date) as last_event_date,
        count(*) as event_count,
        sum(amount) - max(amount) as amount_at_risk,
        {{ zh_month('benefit_month') }} || '的' || program || '发放了'
        || {{ zh_count('count(*)') }} || '笔（'
        || {{ zh_days_told('paid_date') }} || '发放）'
        || {{ zh_sum('，共', 'sum(amount)') }}
        || {{ zh_sum('，其中可能重复', 'sum(amount) - max(amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from payments
    group by person_id, program, benefit_month
    having count(*) > 1
)

{{ person_alerts('episodes') }}
