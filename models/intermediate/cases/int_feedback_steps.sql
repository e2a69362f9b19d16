-- One row is a step that a unit delivered, with what its words stand for.
-- Answers: which step is it, what does it find, and where does it stand in its file?
with

steps as (
    select *
    from {{ ref('stg_case_feedback') }}
),

step_kinds as (
    select status, step, is_result
    from {{ ref('case_step_kinds') }}
),

findings as (
    select finding, finding_kind
    from {{ ref('case_findings') }}
),

responses as (
    select response_kind, is_objection
    from {{ ref('case_responses') }}
),

landed_rows as (
    select source_row, file_name, row_number
    from {{ ref('int_feedback_rows') }}
)

select
    steps.alert_id,
    steps.handled_date,
    steps.status,
    step_kinds.step,
    step_kinds.is_result,
    steps.finding,
    coalesce(findings.finding_kind, 'none') as finding_kind,
    steps.unit,
    steps.recovered_amount,
    steps.persons_handled,
    steps.discipline_form,
    steps.measure,
    steps.disposal,
    -- who could not be reached was tried on the day of the step
    coalesce(
        steps.response_date,
        case when responses.response_kind is not null then steps.handled_date end
    ) as heard_on,
    coalesce(responses.is_objection, false) as is_objection,
    steps.cause,
    steps.note,
    landed_rows.file_name,
    landed_rows.row_number,
    steps.source_row
from steps
inner join landed_rows
    on steps.source_row = landed_rows.source_row
left join step_kinds
    on steps.status = step_kinds.status
left join findings
    on steps.finding = findings.finding
left join responses
    on steps.response_kind = responses.response_kind
