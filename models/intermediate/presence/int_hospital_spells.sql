-- One row is a person's spell at one hospital: records of the very same days are one.
-- Answers: which days do the papers tell, and do other papers tell some of them again?
with

records as (
    select person_id, hospital_name, admitted_date, end_date, source_row
    from {{ ref('int_hospital_records') }}
),

spells as (
    select
        person_id,
        hospital_name,
        admitted_date as first_day,
        end_date as last_day,
        {{ collected_list('source_row') }} as source_rows
    from records
    group by person_id, hospital_name, admitted_date, end_date
)

select
    person_id,
    hospital_name,
    first_day,
    last_day,
    coalesce(first_day <= max(last_day) over (
        partition by person_id, hospital_name
        order by first_day, last_day
        rows between unbounded preceding and 1 preceding
    ), false)
    or coalesce(last_day >= lead(first_day) over (
        partition by person_id, hospital_name
        order by first_day, last_day
    ), false) as shares_a_day,
    source_rows
from spells
