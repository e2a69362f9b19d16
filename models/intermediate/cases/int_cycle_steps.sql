-- One row is a step of a case, with the cycle of the case that it belongs to.
-- Answers: what does the step count for, now that the case went its way?
with

conclusions as (
    select state
    from {{ ref('case_states') }}
    where is_conclusion
),

progress as (
    select
        *,
        count(*) filter (where is_possible and to_state = 'reopened')
            over (partition by case_id order by step_number) as cycle_number,
        is_possible and to_state in (select conclusions.state from conclusions)
            as is_conclusion
    from {{ ref('int_case_progress') }}
)

select
    case_id,
    step_number,
    alert_id,
    step_date,
    step,
    status,
    finding,
    from_state,
    to_state,
    is_possible,
    finding_kind,
    is_heard,
    unit,
    recovered_amount,
    persons_handled,
    discipline_form,
    measure,
    disposal,
    is_objection,
    cause,
    note,
    source_row,
    cycle_number,
    is_conclusion,
    cycle_number = max(cycle_number) over (partition by case_id) as is_last_cycle,
    -- what was reported before the person was heard counts from then on
    is_possible and bool_or(is_heard) over (partition by case_id, cycle_number)
        as counts
from progress
