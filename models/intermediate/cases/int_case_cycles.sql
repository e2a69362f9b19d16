-- One row is a case with steps: what the steps of its last cycle come to.
-- Answers: when was it handed over, concluded and closed, and with what result?
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
),

last_cycles as (
    select
        *,
        cycle_number = max(cycle_number) over (partition by case_id) as is_last_cycle
    from progress
)

select
    case_id,
    max_by(to_state, step_number) as state,
    max_by(finding_kind, step_number) as finding_kind,
    min(step_date) filter (where is_possible) as first_step_date,
    max(step_date) filter (where is_possible) as last_step_date,
    max(step_date) filter (where is_possible and to_state = 'dispatched')
        as dispatched_on,
    min(step_date) filter (where is_last_cycle and is_conclusion) as concluded_on,
    max(step_date) filter (where is_possible and step = 'closed') as closed_on,
    min(step_date) filter (where is_possible and to_state = 'reopened') as reopened_on,
    count(*) filter (where is_possible and to_state = 'reopened') as times_reopened,
    -- what was found last counts, also while a reopened case is checked again
    max_by(finding_kind, step_number) filter (where is_conclusion) as concluded_as,
    max_by(finding, step_number) filter (where is_possible and finding is not null)
        as finding,
    max_by(cause, step_number)
    filter (where is_possible and cause is not null) as cause,
    max_by(unit, step_number) filter (where unit is not null) as unit,
    max_by(recovered_amount, step_number)
    filter (where is_possible and recovered_amount is not null) as recovered_amount,
    max_by(persons_handled, step_number)
    filter (where is_possible and persons_handled is not null) as persons_handled,
    max_by(discipline_form, step_number)
    filter (where is_possible and discipline_form is not null) as discipline_form
from last_cycles
group by case_id
