-- One alert per stay in a care institution: meals at a day centre on its certain days.
-- Answers: who was served a subsidised meal while living in an institution?
with

meals as (
    select id_number as person_id, centre_name, meal_date, subsidy_amount, source_row
    from {{ ref('stg_meal_records') }}
),

institution_spells as (
    select
        person_id,
        institution_name,
        checkin_date,
        certain_from,
        certain_to,
        source_row
    from {{ ref('int_institution_spells') }}
),

meals_on_certain_days as (
    select
        meals.person_id,
        institution_spells.institution_name,
        institution_spells.checkin_date,
        meals.centre_name,
        meals.meal_date,
        meals.subsidy_amount,
        meals.source_row as meal_source_row,
        institution_spells.source_row as stay_source_row
    from meals
    inner join institution_spells
        on meals.person_id = institution_spells.person_id
        and meals.meal_date
        between institution_spells.certain_from and institution_spells.certain_to
),

episodes as (
    select
        person_id as subject_id,
        institution_name || '|' || cast(checkin_date as string) as episode_key,
        min(meal_date) as first_event_date,
        max(meal_date) as last_event_date,
        count(*) as event_count,
        sum(subsidy_amount) as amount_at_risk,
        '自' || {{ zh_day('checkin_date') }} || '起入住' || institution_name || '，'
        || {{ zh_period('min(meal_date)', 'max(meal_date)') }} || '仍有'
        || {{ zh_list('centre_name') }} || '的就餐记录' || {{ zh_count('count(*)') }}
        || '次' || {{ zh_sum('，补助', 'sum(subsidy_amount)') }} || '。' as reason,
        {{ evidence(['meal_source_row', 'stay_source_row']) }} as evidence
    from meals_on_certain_days
    group by person_id, institution_name, checkin_date
)

{{ person_alerts('episodes') }}
