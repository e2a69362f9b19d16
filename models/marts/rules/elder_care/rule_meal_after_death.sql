-- One alert per person: meals on days after the death day.
-- Answers: whose card was used for meals after its owner had died?
with

meals_after_death as (
    select person_id, event_date, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '助餐补助'
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
        || {{ zh_days('min(event_date)', 'max(event_date)') }} || '仍有就餐'
        || {{ zh_count('count(*)') }} || '次，补助' || {{ zh_yuan('sum(amount)') }}
        || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from meals_after_death
    group by person_id
)

{{ person_alerts('episodes') }}
