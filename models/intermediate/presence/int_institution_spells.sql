-- One row is a run of days in a row of one stay that are certain.
-- Answers: from when to when did somebody certainly live in the institution?
with

stays as (
    select
        id_number as person_id,
        institution_name,
        checkin_date,
        -- an open stay ends the day after the as-of date: the as-of day is certain
        case
            when checkout_date <= {{ as_of_date() }} then checkout_date - 1
            else {{ as_of_date() }}
        end as last_day_before_end,
        daily_subsidy,
        source_row
    from {{ ref('stg_institution_stays') }}
),

leaves as (
    select person_id, institution_name, leave_date, return_date
    from {{ ref('int_institution_leaves') }}
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

days_between_edges as (
    select
        stays.person_id,
        stays.institution_name,
        stays.checkin_date,
        stays.checkin_date + 1 as first_day,
        least(
            stays.last_day_before_end,
            coalesce(deaths.death_date, stays.last_day_before_end)
        ) as last_day,
        stays.daily_subsidy,
        stays.source_row
    from stays
    left join deaths
        on stays.person_id = deaths.person_id
),

-- a run begins with the stay, and anew behind each leave; the next leave ends it
beginnings as (
    select
        *,
        first_day as certain_from,
        cast(null as date) as leave_date
    from days_between_edges
    union all
    select
        stays.*,
        leaves.return_date + 1 as certain_from,
        leaves.leave_date
    from days_between_edges as stays
    inner join leaves
        on stays.person_id = leaves.person_id
        and stays.institution_name = leaves.institution_name
        and stays.first_day <= leaves.return_date
        and stays.last_day >= leaves.leave_date
),

runs as (
    select
        person_id,
        institution_name,
        checkin_date,
        certain_from,
        coalesce(
            lead(leave_date) over (partition by source_row order by certain_from) - 1,
            last_day
        ) as certain_to,
        daily_subsidy,
        source_row
    from beginnings
)

select
    person_id,
    institution_name,
    checkin_date,
    certain_from,
    certain_to,
    daily_subsidy,
    source_row
from runs
where certain_from <= certain_to
