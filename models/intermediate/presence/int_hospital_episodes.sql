-- One row is a hospital episode: records of a person that share a day, merged.
-- Answers: when was somebody certainly in hospital, however many papers say so?
with

records as (
    select person_id, hospital_name, admitted_date, end_date, source_row
    from {{ ref('int_hospital_records') }}
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

-- the source row comes last in every order, so that equal records never swap places
records_after_others as (
    select
        person_id,
        hospital_name,
        admitted_date,
        end_date,
        source_row,
        max(end_date) over (
            partition by person_id
            order by admitted_date, end_date, source_row
            rows between unbounded preceding and 1 preceding
        ) as latest_end_before
    from records
),

numbered_records as (
    select
        person_id,
        hospital_name,
        admitted_date,
        end_date,
        source_row,
        sum(case when admitted_date <= latest_end_before then 0 else 1 end) over (
            partition by person_id
            order by admitted_date, end_date, source_row
            rows between unbounded preceding and current row
        ) as episode_number
    from records_after_others
),

episodes as (
    select
        person_id,
        min(admitted_date) as admitted_date,
        max(end_date) as end_date,
        {{ sorted_distinct(collected_list('hospital_name')) }} as hospital_names,
        {{ collected_list('source_row') }} as source_rows
    from numbered_records
    group by person_id, episode_number
)

select
    episodes.person_id,
    episodes.admitted_date,
    episodes.end_date,
    episodes.admitted_date + 1 as certain_from,
    least(
        episodes.end_date - 1,
        {{ as_of_date() }},
        coalesce(deaths.death_date, {{ as_of_date() }})
    ) as certain_to,
    episodes.hospital_names,
    episodes.source_rows
from episodes
left join deaths
    on episodes.person_id = deaths.person_id
