-- One lead per person: records of a life that goes on after the death day.
-- Answers: who is recorded as dead, may live, and loses what they are owed?
with

contradicted_deaths as (
    select
        person_id,
        death_date,
        sign_days,
        first_sign_date,
        last_sign_date,
        source_rows
    from {{ ref('int_contradicted_deaths') }}
),

deaths as (
    select person_id, source, source_row
    from {{ ref('int_deaths') }}
),

episodes as (
    select
        contradicted_deaths.person_id as subject_id,
        'death' as episode_key,
        contradicted_deaths.first_sign_date as first_event_date,
        contradicted_deaths.last_sign_date as last_event_date,
        contradicted_deaths.sign_days as event_count,
        0 as amount_at_risk,
        '的死亡日登记为'
        || {{ zh_day('contradicted_deaths.death_date') }} || '（来源：' || deaths.source
        || '），此后' || {{ zh_days(
            'contradicted_deaths.first_sign_date', 'contradicted_deaths.last_sign_date'
        ) }} || '有' || {{ zh_count('contradicted_deaths.sign_days') }}
        || '天的住院、入住、入职或办证记录，请核实本人是否在世，如在世请更正死亡记录。' as reason,
        {{ sorted_distinct(joined_lists([
            list_of(['deaths.source_row']), 'contradicted_deaths.source_rows'
        ])) }} as evidence
    from contradicted_deaths
    inner join deaths
        on contradicted_deaths.person_id = deaths.person_id
)

{{ person_alerts('episodes') }}
