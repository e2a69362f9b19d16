-- One row is a case under way whose subject is a person, and whose alert still stands.
-- Answers: what is the person named to be asked, on which records, and until when?
with

cases as (
    select *
    from {{ ref('cases') }}
    where
        alert_id = case_id
        and is_under_way
        and not is_withdrawn
        and subject_kind in (
            select kinds.subject_kind
            from {{ ref('subject_kinds') }} as kinds
            where kinds.is_heard
        )
),

-- in words for the person: the title without what the office calls it
rules as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

judged_extracts as (
    select rule_id, extract
    from {{ ref('rule_inputs') }}
    where role = 'judged'
),

deadlines as (
    select due_date
    from {{ ref('int_deadlines') }}
    where what = 'response'
)

select
    cases.case_id,
    cases.subject_name,
    -- who gets a funeral subsidy is the one who died
    cases.rule_id like '%_after_death'
    or coalesce(judged_extracts.extract = 'funeral_subsidies', false)
        as is_dead_by_record,
    cases.unit,
    rules.title,
    judged_extracts.extract as judged_extract,
    cases.first_event_date,
    cases.last_event_date,
    cases.event_count,
    cases.amount_at_risk,
    cases.evidence,
    {{ as_of_date() }} as notice_date,
    deadlines.due_date as response_date
from cases
inner join rules
    on cases.rule_id = rules.rule_id
left join judged_extracts
    on cases.rule_id = judged_extracts.rule_id
cross join deadlines
