-- One row is a measure that was taken in a case.
-- Answers: who was dealt with how, under which form, and when?
with

cases as (
    select case_id, rule_id, addressee, concluded_as
    from {{ ref('cases') }}
    where alert_id = case_id
),

measures as (
    select *
    from {{ ref('int_case_measures') }}
)

select
    measures.case_id,
    cases.rule_id,
    cases.addressee,
    coalesce(measures.unit, cases.addressee) as unit,
    measures.measure,
    measures.measure_kind,
    measures.discipline_form,
    measures.taken_on,
    measures.persons,
    cases.concluded_as
from measures
inner join cases
    on measures.case_id = cases.case_id
