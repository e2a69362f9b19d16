-- One row is a person's absence from an institution: leaves that share a day, merged.
-- Answers: on which days may a resident have been elsewhere?
with

leaves as (
    select
        id_number as person_id,
        institution_name,
        leave_date,
        {{ spell_end('return_date') }} as return_date,
        source_row
    from {{ ref('stg_institution_leaves') }}
),

leaves_after_others as (
    select
        *,
        max(return_date) over (
            partition by person_id, institution_name
            order by leave_date, return_date, source_row
            rows between unbounded preceding and 1 preceding
        ) as latest_return_before
    from leaves
    where leave_date <= return_date
),

numbered_leaves as (
    select
        *,
        sum(case when leave_date <= latest_return_before then 0 else 1 end) over (
            partition by person_id, institution_name
            order by leave_date, return_date, source_row
            rows between unbounded preceding and current row
        ) as absence_number
    from leaves_after_others
)

select
    person_id,
    institution_name,
    min(leave_date) as leave_date,
    max(return_date) as return_date
from numbered_leaves
group by person_id, institution_name, absence_number
