-- One row is a confirmed case with a measure under the first form.
-- Answers: with whom is it where that is known, about what, and as which measure?
with

cases as (
    select *
    from {{ ref('cases') }}
    where
        alert_id = case_id
        and concluded_as = 'confirmed'
        -- what is kept without its person is no matter of a talk any more
        and is_still_kept
),

measures as (
    select
        case_id,
        string_agg(measure, '、' order by measure) as measures
    from {{ ref('case_measures') }}
    where discipline_form = '第一种形态'
    group by case_id
),

rule_titles as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

employers as (
    select
        alert_id,
        string_agg(unit, '、' order by unit) as employer
    from {{ ref('int_alert_interests') }}
    where interest = 'employer'
    group by alert_id
),

-- with the person named where he acted; for who only got money nobody tells with whom,
-- and never with the unit that checked the case: its minutes are a document of its own
addressed_cases as (
    select
        cases.*,
        employers.employer,
        cases.subject_kind in ('worker', 'handler', 'assessor')
        or employers.alert_id is not null as is_person
    from cases
    left join employers
        on cases.alert_id = employers.alert_id
)

select
    cases.case_id,
    cases.is_person,
    case when cases.is_person then cases.subject_name end as spoken_to,
    case when cases.is_person then cases.subject_id else cases.unit end as spoken_to_id,
    case when cases.is_person then cases.employer end as employer,
    measures.measures,
    rule_titles.title,
    cases.reason,
    cases.finding,
    cases.cause,
    -- a sum that nobody named is not told as 0
    nullif(cases.identified_amount, 0) as identified_amount,
    nullif(cases.recovered_amount, 0) as recovered_amount
from addressed_cases as cases
inner join measures
    on cases.case_id = measures.case_id
inner join rule_titles
    on cases.rule_id = rule_titles.rule_id
