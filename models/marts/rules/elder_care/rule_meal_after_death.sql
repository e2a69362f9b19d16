-- One alert per person: meals on days after the death day.
-- Answers: whose card was used for meals after its owner had died?
with

payments_after_death as (
    select person_id, event_date, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '助餐补助'
),

meals as (
    select centre_name, source_row
    from {{ ref('stg_meal_records') }}
),

meals_after_death as (
    select payments_after_death.*, meals.centre_name
    from payments_after_death
    inner join meals
        on payments_after_death.source_row = meals.source_row
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
        || {{ zh_period('min(event_date)', 'max(event_date)') }} || '仍有'
        || {{ zh_list('centre_name') }} || '的就餐记录' || {{ zh_count('count(*)') }}
        || '次' || {{ zh_sum('，补助', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from meals_after_death
    group by person_id
)

{{ person_alerts('episodes', rests_on_death=true) }}
