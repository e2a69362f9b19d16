-- One row is something wrong with what a unit sent back about an alert.
-- Answers: what must go back to which unit, and what should it do?
with

addressees as (
    select alert_id, addressee
    from {{ ref('int_alert_status') }}
    union all
    select sample_id as alert_id, addressee
    from {{ ref('monthly_sample') }}
    union all
    select look_id as alert_id, checked_by as addressee
    from {{ ref('second_look_findings') }}
),

feedback_rows as (
    select source_row, alert_id, handled_date, unit, row_status, unusable_text
    from {{ ref('int_feedback_rows') }}
),

steps as (
    select source_row, alert_id, handled_date, step
    from {{ ref('int_feedback_steps') }}
),

problems as (
    select alert_id, problem, unit, found, what_to_do, source_row
    from {{ ref('step_problems') }}
    union all
    select alert_id, problem, unit, found, what_to_do, source_row
    from {{ ref('unheard_steps') }}
    union all
    select alert_id, problem, unit, found, what_to_do, source_row
    from {{ ref('unfounded_recoveries') }}
    union all
    select
        alert_id,
        'rejected_row' as problem,
        unit,
        unusable_text as found,
        '请改正后重报；可填的词见下拉框' as what_to_do,
        source_row
    from feedback_rows
    where row_status = 'rejected'
),

problems_with_day as (
    select
        problems.*,
        feedback_rows.handled_date
    from problems
    inner join feedback_rows
        on problems.source_row = feedback_rows.source_row
),

faultless_steps as (
    select
        steps.alert_id,
        max(steps.handled_date) as last_handled_date
    from steps
    anti join problems
        on steps.source_row = problems.source_row
    where steps.step != 'dispatched'
    group by steps.alert_id
)

select
    problems.alert_id,
    problems.problem,
    coalesce(problems.unit, addressees.addressee) as unit,
    addressees.addressee,
    problems.found,
    problems.what_to_do,
    problems.source_row,
    -- a day that cannot be read may be any day
    coalesce(faultless_steps.last_handled_date >= problems.handled_date, false)
        as is_settled
from problems_with_day as problems
left join addressees
    on problems.alert_id = addressees.alert_id
left join faultless_steps
    on problems.alert_id = faultless_steps.alert_id
