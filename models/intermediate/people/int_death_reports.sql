-- One row is one report of a death: a record, a register entry or a fatal accident.
-- Answers: who says that this person died, when, and is the report believed?
with

deaths as (
    select id_number, name, death_date, source, source_row
    from {{ ref('stg_deaths') }}
),

register as (
    select id_number, name, status, status_date, source_row
    from {{ ref('stg_household_register') }}
),

accidents as (
    select id_number, name, accident_date, injury, source_row
    from {{ ref('stg_traffic_accidents') }}
),

reports as (
    select
        id_number as person_id,
        name,
        death_date,
        source,
        case source when '死亡证明' then 1 when '火化' then 2 else 3 end as preference,
        source_row
    from deaths
    union all
    select
        id_number as person_id,
        name,
        accident_date as death_date,
        '交通事故' as source,
        5 as preference,
        source_row
    from accidents
    where injury = '死亡'
    union all
    -- a day of 0001 or 9999 only fills a form, and reports nothing
    select
        id_number as person_id,
        name,
        status_date as death_date,
        '死亡注销' as source,
        4 as preference,
        source_row
    from register
    where status = '死亡注销' and {{ believable_day('status_date') }} is not null
)

select
    reports.person_id,
    reports.death_date,
    reports.source,
    reports.preference,
    case
        when not {{ same_name('reports.name', 'register.name') }} then 'name'
        when reports.death_date <= {{ birth_date_of_id('reports.person_id') }}
            then 'not_after_birth'
    end as doubt,
    reports.source_row
from reports
left join register
    on reports.person_id = register.id_number
