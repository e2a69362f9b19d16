-- One alert per hospital episode: meals eaten at a centre on days certain in hospital.
-- Answers: whose card was used for a meal while its owner was in hospital?
with

-- a delivered meal, or one fetched by another, may have been meant for the family
meals_eaten_there as (
    select id_number as person_id, centre_name, meal_date, subsidy_amount, source_row
    from {{ ref('stg_meal_records') }}
    where pickup = '堂食' or pickup is null
),

hospital_episodes as (
    select
        person_id,
        admitted_date,
        certain_from,
        certain_to,
        hospital_names,
        source_rows
    from {{ ref('int_hospital_episodes') }}
),

meals_in_hospital as (
    select
        meals_eaten_there.person_id,
        hospital_episodes.admitted_date,
        hospital_episodes.hospital_names,
        meals_eaten_there.centre_name,
        meals_eaten_there.meal_date,
        meals_eaten_there.subsidy_amount,
        meals_eaten_there.source_row as meal_source_row,
        hospital_episodes.source_rows as hospital_source_rows
    from meals_eaten_there
    inner join hospital_episodes
        on meals_eaten_there.person_id = hospital_episodes.person_id
        and meals_eaten_there.meal_date
        between hospital_episodes.certain_from and hospital_episodes.certain_to
),

episodes as (
    select
        person_id as subject_id,
        cast(admitted_date as string) as episode_key,
        min(meal_date) as first_event_date,
        max(meal_date) as last_event_date,
        count(*) as event_count,
        sum(subsidy_amount) as amount_at_risk,
        '自' || {{ zh_day('admitted_date') }} || '起在'
        || {{ joined_list('hospital_names') }} || '住院，'
        || {{ zh_period('min(meal_date)', 'max(meal_date)') }} || '仍在'
        || {{ zh_list('centre_name') }} || '有堂食记录' || {{ zh_count('count(*)') }}
        || '次' || {{ zh_sum('，补助', 'sum(subsidy_amount)') }} || '。' as reason,
        {{ evidence(['meal_source_row'], lists=['hospital_source_rows']) }} as evidence
    from meals_in_hospital
    group by person_id, admitted_date, hospital_names
)

{{ person_alerts('episodes') }}
