-- Every case about a person that is confirmed, or in which money came in, has a
-- delivered row that says the person was heard or not reached. Returns the others.
with

confirmed_cases as (
    select cases.case_id
    from {{ ref('cases') }} as cases
    inner join {{ ref('subject_kinds') }} as subject_kinds
        on cases.subject_kind = subject_kinds.subject_kind
    where
        cases.alert_id = cases.case_id
        and subject_kinds.is_heard
        and (cases.concluded_as = 'confirmed' or cases.recovered_amount > 0)
),

heard_cases as (
    select cases.case_id
    from {{ ref('cases') }} as cases
    inner join {{ ref('stg_case_feedback') }} as feedback
        on cases.alert_id = feedback.alert_id
    where feedback.response_kind is not null or feedback.response_date is not null
)

select case_id
from confirmed_cases
where case_id not in (select heard_cases.case_id from heard_cases)
