-- One alert per person and month: two or more old-age allowance payments for it.
-- Answers: who was paid the old-age allowance of one month more than once?
with

payments as (
    select person_id, benefit_month, paid_date, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '高龄补贴'
),

episodes as (
    select
        person_id as subject_id,
        substring(cast(benefit_month as string), 1, 7) as episode_key,
        min(paid_date) as first_event_date,
        max(paid_date) as last_event_date,
        count(*) as event_count,
        sum(amount) - max(amount) as amount_at_risk,
        {{ zh_month('benefit_month') }} || '的高龄补贴发放了' || {{ zh_count('count(*)') }}
        || '笔，' || {{ zh_period('min(paid_date)', 'max(paid_date)') }} || '发放'
        || {{ zh_sum('，合计', 'sum(amount)') }}
        || {{ zh_sum('，疑似多发', 'sum(amount) - max(amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from payments
    group by person_id, benefit_month
    having count(*) > 1
)

{{ person_alerts('episodes') }}
