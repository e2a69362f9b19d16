-- One alert per person: old-age allowance for months that began after the death day.
-- Answers: who was paid an old-age allowance for months after death?
with

allowances_after_death as (
    select person_id, benefit_month, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '高龄补贴'
),

episodes as (
    select
        person_id as subject_id,
        'death' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '已于' || {{ zh_day('min(death_date)') }} || '死亡，'
        || {{ zh_months_told('benefit_month') }} || '仍发放高龄补贴'
        || {{ zh_count('count(*)') }} || '笔' || {{ zh_sum('，共', 'sum(amount)') }}
        || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from allowances_after_death
    group by person_id
)

{{ person_alerts('episodes', rests_on_death=true) }}
