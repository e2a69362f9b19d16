-- One row is a landed row about an alert or a sampled case, whatever became of it.
-- Answers: where does it stand in which file, and what in it could not be used?
with

landed_rows as (
    select *
    from {{ ref('int_landed_feedback') }}
),

-- what is answered about them stands in `service_steps`, apart from cases
service_leads as (
    select alert_id
    from {{ ref('service_lead_history') }}
)

select
    landed_rows.alert_id,
    landed_rows.handled_date,
    landed_rows.status,
    landed_rows.unit,
    landed_rows.row_status,
    landed_rows.unusable_text,
    landed_rows.file_name,
    landed_rows.row_number,
    landed_rows.source_row
from landed_rows
anti join service_leads
    on landed_rows.alert_id = service_leads.alert_id
