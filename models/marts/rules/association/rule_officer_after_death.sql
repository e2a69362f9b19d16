-- One alert per post: it goes on long after the death of the one who holds it.
-- Answers: which association is led by somebody who has died?
with

posts as (
    select
        id_number as person_id,
        credit_code,
        association_name,
        post,
        start_date,
        {{ spell_end('end_date') }} as end_date,
        source_row
    from {{ ref('stg_association_officers') }}
),

deaths as (
    select person_id, death_date, source_row
    from {{ ref('int_deaths') }}
),

posts_beyond_death as (
    select
        posts.*,
        deaths.death_date,
        deaths.source_row as death_source_row,
        {{ days_between('deaths.death_date', 'posts.end_date') }} as days_beyond_death
    from posts
    inner join deaths
        on posts.person_id = deaths.person_id
        and posts.start_date <= deaths.death_date
),

episodes as (
    select
        person_id as subject_id,
        credit_code || '|' || post || '|' || cast(start_date as string) as episode_key,
        death_date + 1 as first_event_date,
        end_date as last_event_date,
        days_beyond_death as event_count,
        0 as amount_at_risk,
        '已于' || {{ zh_day('death_date') }} || '死亡，此后'
        || {{ zh_count('days_beyond_death') }} || '天（至' || {{ zh_day('end_date') }}
        || '）仍登记为' || association_name || post || '。' as reason,
        {{ sorted_distinct(list_of(['source_row', 'death_source_row'])) }} as evidence
    from posts_beyond_death
    where days_beyond_death > {{ parameter('grace_days', 'int') }}
)

{{ person_alerts('episodes', rests_on_death=true) }}
