-- One alert per person and month: full days of work in two or more villages on one day.
-- Answers: who is said to have worked in two places on the same day?
with

day_wages as (
    select
        id_number as person_id,
        coalesce(town, '') || '|' || village as town_and_village,
        coalesce(town, '') || village as place,
        work_start,
        work_end,
        {{ days_between('work_start', 'work_end') }} + 1 as work_days,
        hours,
        source_row
    from {{ ref('stg_village_labour_payments') }}
    where pay_basis = '按天'
),

full_days as (
    select
        person_id,
        town_and_village,
        place,
        {{ each_day('work_start', 'work_end') }} as day,
        source_row
    from day_wages
    where
        hours is null
        or hours >= work_days * {{ parameter('full_day_hours', 'decimal(6, 2)') }}
),

days_in_two_villages as (
    select
        person_id,
        day,
        {{ collected_list('place') }} as places,
        {{ collected_list('source_row') }} as source_rows
    from full_days
    group by person_id, day
    having count(distinct town_and_village) > 1
),

episodes as (
    select
        person_id as subject_id,
        substring(cast(day as string), 1, 7) as episode_key,
        min(day) as first_event_date,
        max(day) as last_event_date,
        count(*) as event_count,
        0 as amount_at_risk,
        {{ zh_days_told('day') }} || '有' || {{ zh_count('count(*)') }} || '天，同一天登记在'
        || {{ joined_list(merged_list('places')) }} || '按天务工。' as reason,
        {{ merged_list('source_rows') }} as evidence
    from days_in_two_villages
    group by person_id, substring(cast(day as string), 1, 7)
)

{{ person_alerts('episodes') }}
