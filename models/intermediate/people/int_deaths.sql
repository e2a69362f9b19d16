-- One row is a person who died, with the day the best believed report gives.
-- Answers: from which day on can nothing be owed to this person?
with

believed as (
    select
        person_id,
        death_date,
        source,
        source_row,
        row_number() over (
            partition by person_id
            order by preference, death_date, source_row
        ) as rank_of_report
    from {{ ref('int_death_reports') }}
    where doubt is null
)

select
    person_id,
    death_date,
    source,
    source_row
from believed
where rank_of_report = 1
