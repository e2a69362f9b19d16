-- One alert per public employment: it goes on long after the death of its holder.
-- Answers: who has died and stands on the public payroll still?
with

employments as (
    select person_id, employer, start_date, end_date, source_row
    from {{ ref('int_public_employments') }}
),

deaths as (
    select person_id, death_date, source_row
    from {{ ref('int_deaths') }}
),

employments_beyond_death as (
    select
        employments.person_id,
        employments.employer,
        employments.start_date,
        employments.end_date,
        employments.source_row,
        deaths.death_date,
        deaths.source_row as death_source_row,
        {{ days_between('deaths.death_date', 'employments.end_date') }}
            as days_beyond_death
    from employments
    inner join deaths
        on employments.person_id = deaths.person_id
        and employments.start_date <= deaths.death_date
),

episodes as (
    select
        person_id as subject_id,
        employer || '|' || cast(start_date as string) as episode_key,
        death_date + 1 as first_event_date,
        end_date as last_event_date,
        days_beyond_death as event_count,
        0 as amount_at_risk,
        '已于' || {{ zh_day('death_date') }} || '死亡，此后'
        || {{ zh_count('days_beyond_death') }} || '天（至' || {{ zh_day('end_date') }}
        || '）仍登记在' || employer || '的财政供养名册。' as reason,
        {{ sorted_distinct(list_of(['source_row', 'death_source_row'])) }} as evidence
    from employments_beyond_death
    where days_beyond_death > {{ parameter('grace_days', 'int') }}
)

{{ person_alerts('episodes', rests_on_death=true) }}
