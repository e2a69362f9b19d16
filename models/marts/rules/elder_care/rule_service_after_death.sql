-- One alert per person: home visits on days after the death day.
-- Answers: who is said to have been visited at home after death?
with

visits_after_death as (
    select person_id, event_date, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '上门服务'
),

episodes as (
    select
        person_id as subject_id,
        'death' as episode_key,
        min(event_date) as first_event_date,
        max(event_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '已于' || {{ zh_day('min(death_date)') }} || '死亡，'
        || {{ zh_days('min(event_date)', 'max(event_date)') }} || '仍有上门服务'
        || {{ zh_count('count(*)') }} || '次，结算' || {{ zh_yuan('sum(amount)') }}
        || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from visits_after_death
    group by person_id
)

{{ person_alerts('episodes') }}
