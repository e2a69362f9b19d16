-- One row is a delivered row that an alert or a service lead rests on.
-- Answers: when, where and about whom is each row of the evidence, and what did it pay?
with

raised as (
    select alert_id, evidence
    from {{ ref('cases') }}
    -- in a corrected file other rows may stand in the place of those of one that went
    where not is_withdrawn
    union all
    select alert_id, evidence
    from {{ ref('service_leads') }}
),

evidence as (
    select
        alert_id,
        {{ each_value('evidence') }} as source_row
    from raised
),

told_rows as (
    select *
    from {{ ref('told_rows') }}
),

payments as (
    select source_row, program, amount
    from {{ ref('int_subsidy_ledger') }}
)

select
    evidence.alert_id,
    told_rows.extract,
    told_rows.extract_zh,
    told_rows.source_row,
    told_rows.first_day,
    told_rows.last_day,
    told_rows.place,
    payments.program,
    payments.amount,
    told_rows.person_ids,
    told_rows.names
from evidence
inner join told_rows
    on evidence.source_row = told_rows.source_row
left join payments
    on evidence.source_row = payments.source_row
