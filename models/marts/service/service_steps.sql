-- One row is a step that was delivered about a service lead.
-- Answers: when was it handed over, and what was done for the person?
with

steps as (
    select *
    from {{ ref('stg_case_feedback') }}
),

leads as (
    select alert_id
    from {{ ref('service_lead_history') }}
),

landed_rows as (
    select source_row, file_name, row_number
    from {{ ref('int_landed_feedback') }}
),

step_kinds as (
    select status, step, is_result
    from {{ ref('case_step_kinds') }}
),

outcomes as (
    select outcome, title
    from {{ ref('service_outcomes') }}
)

select
    steps.alert_id,
    steps.handled_date,
    steps.status,
    step_kinds.step,
    step_kinds.is_result,
    -- what was done is the one word in the note, as the list offers it
    outcomes.outcome,
    steps.note,
    steps.response,
    -- 补发…元, as civil affairs adds it to the person's own statement
    try_cast(
        regexp_extract(
            replace(replace(steps.response, ',', ''), ' ', ''),
            '补发:?([0-9]+([.][0-9]+)?)元', 1
        ) as decimal(14, 2)
    ) as paid_amount,
    steps.unit,
    -- `plumbline service-list` notes batch and due day
    case
        when step_kinds.step = 'dispatched'
            then nullif(regexp_extract(steps.note, '批次([0-9]{8}-[0-9]+)', 1), '')
    end as batch,
    case
        when step_kinds.step = 'dispatched'
            then try_cast(
                regexp_extract(steps.note, '办理期限([0-9-]{10})', 1) as date
            )
    end as due_date,
    landed_rows.file_name,
    landed_rows.row_number,
    steps.source_row
from steps
semi join leads
    on steps.alert_id = leads.alert_id
inner join landed_rows
    on steps.source_row = landed_rows.source_row
inner join step_kinds
    on steps.status = step_kinds.status
left join outcomes
    on steps.note = outcomes.title
