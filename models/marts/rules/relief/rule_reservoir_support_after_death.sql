-- One alert per person: migrant support for quarters that began after death.
-- Answers: who was paid reservoir migrant support for quarters after death?
with

support_after_death as (
    select person_id, benefit_month, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '水库移民后期扶持'
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
        || {{ zh_months('min(benefit_month)', 'max(benefit_month)') }}
        || '起的季度仍发放水库移民后期扶持'
        || {{ zh_count('count(*)') }} || '笔，共' || {{ zh_yuan('sum(amount)') }}
        || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from support_after_death
    group by person_id
)

{{ person_alerts('episodes') }}
