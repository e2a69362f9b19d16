-- One alert per stay in a care institution: more days after death than its end takes.
-- Answers: whose bed was kept, and perhaps paid for, after they had died?
with

stays as (
    select
        id_number as person_id,
        institution_name,
        checkin_date,
        checkout_date,
        -- the day of check-out does not count; without one the as-of date is the last
        case
            when checkout_date <= {{ as_of_date() }} then checkout_date - 1
            else {{ as_of_date() }}
        end as last_day,
        daily_subsidy,
        source_row
    from {{ ref('stg_institution_stays') }}
),

deaths as (
    select person_id, death_date, source_row
    from {{ ref('int_deaths') }}
),

days_after_death as (
    select
        stays.*,
        deaths.death_date,
        greatest(stays.checkin_date, deaths.death_date + 1) as first_day_after,
        {{ days_between(
            'greatest(stays.checkin_date, deaths.death_date + 1)', 'stays.last_day'
        ) }} + 1 as days_after,
        deaths.source_row as death_source_row
    from stays
    inner join deaths
        on stays.person_id = deaths.person_id
),

episodes as (
    select
        person_id as subject_id,
        institution_name || '|' || cast(checkin_date as string) as episode_key,
        first_day_after as first_event_date,
        last_day as last_event_date,
        days_after as event_count,
        days_after * coalesce(daily_subsidy, 0) as amount_at_risk,
        '已于' || {{ zh_day('death_date') }} || '死亡，' || institution_name
        || '仍登记其' || {{ zh_days('first_day_after', 'last_day') }} || '在住，共'
        || {{ zh_count('days_after') }} || '天' || case
            when checkout_date <= {{ as_of_date() }} then '' else '，至今未办理退住'
        end || case
            when daily_subsidy is null then '，床位补助标准未报送'
            else {{ zh_sum('，床位补助', 'days_after * daily_subsidy') }}
        end || '。' as reason,
        {{ sorted_distinct(list_of(['source_row', 'death_source_row'])) }} as evidence
    from days_after_death
    where days_after > {{ parameter('grace_days', 'int') }}
)

{{ person_alerts('episodes', rests_on_death=true) }}
