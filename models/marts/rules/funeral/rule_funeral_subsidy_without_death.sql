-- One alert per funeral subsidy: nobody is known to have died, or not yet.
-- Answers: for whose funeral was money paid without a death?
with

subsidies as (
    select id_number as person_id, subsidy_no, item, paid_date, amount, source_row
    from {{ ref('stg_funeral_subsidies') }}
),

deaths as (
    select person_id, death_date, source_row
    from {{ ref('int_deaths') }}
),

-- a death may be registered some weeks after the funeral
subsidies_without_death as (
    select
        subsidies.*,
        deaths.death_date,
        deaths.death_date is not null as has_death_day,
        deaths.source_row as death_source_row
    from subsidies
    left join deaths
        on subsidies.person_id = deaths.person_id
    where
        subsidies.paid_date < deaths.death_date
        or (
            deaths.death_date is null
            and subsidies.paid_date + {{ parameter('grace_days', 'int') }}
            <= {{ as_of_date() }}
        )
),

episodes as (
    select
        person_id as subject_id,
        subsidy_no as episode_key,
        paid_date as first_event_date,
        paid_date as last_event_date,
        1 as event_count,
        amount as amount_at_risk,
        has_death_day,
        '名下于' || {{ zh_day('paid_date') }} || '发放' || item || '殡葬补助'
        || {{ zh_sum('', 'amount') }} || '（补助编号' || subsidy_no || '），'
        || case
            when has_death_day then '早于登记的死亡日' || {{ zh_day('death_date') }}
            else '至今未见其死亡记录'
        end as finding,
        case
            when has_death_day
                then {{ sorted_distinct(list_of(['source_row', 'death_source_row'])) }}
            else {{ list_of(['source_row']) }}
        end as evidence
    from subsidies_without_death
),

{{ with_unusable_rows('episodes', 'deaths') }}

{{ person_alerts(
    'episodes_with_unusable_rows',
    rests_on_death='episodes_with_unusable_rows.has_death_day'
) }}
