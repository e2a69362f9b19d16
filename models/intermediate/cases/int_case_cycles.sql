-- One row is a case with steps: what the steps of its last cycle come to.
-- Answers: when was it handed over, concluded and closed, and with what result?
with

steps as (
    select
        *,
        is_possible and to_state = 'objected' as is_reopened_by_objection
    from {{ ref('int_cycle_steps') }}
),

-- an objection takes the conclusion back until the case is concluded once more
steps_of_last_check as (
    select
        *,
        step_number > coalesce(
            max(step_number) filter (where is_reopened_by_objection)
                over (partition by case_id),
            0
        ) as is_after_objection
    from steps
)

select
    case_id,
    max_by(to_state, step_number) as state,
    max_by(finding_kind, step_number) as finding_kind,
    min(step_date) filter (where is_possible) as first_step_date,
    max(step_date) filter (where is_possible) as last_step_date,
    max(step_date) filter (where is_possible and to_state = 'dispatched')
        as dispatched_on,
    -- for this check: what came back, or was objected to, is handed over once more
    max(step_date) filter (
        where is_possible and to_state = 'dispatched' and is_last_cycle
        and is_after_objection
    ) as asked_on,
    min(step_date) filter (where is_last_cycle and is_conclusion and is_after_objection)
        as concluded_on,
    max(step_date) filter (where is_possible and step = 'closed') as closed_on,
    min(step_date) filter (where is_possible and to_state = 'reopened') as reopened_on,
    count(*) filter (where is_possible and to_state = 'reopened') as times_reopened,
    bool_or(is_objection) as has_objection,
    -- what was found last counts, also while a case that came back is checked again
    max_by(finding_kind, step_number)
    filter (where is_conclusion and is_after_objection) as concluded_as,
    max_by(finding, step_number)
    filter (where is_possible and finding is not null and is_after_objection)
        as finding,
    max_by(cause, step_number)
    filter (where is_possible and cause is not null and is_after_objection) as cause,
    max_by(disposal, step_number)
    filter (where is_possible and disposal is not null) as disposal,
    max(step_date) filter (where is_possible and disposal is not null) as disposed_on,
    max_by(unit, step_number) filter (where unit is not null) as unit,
    max_by(persons_handled, step_number)
    filter (where is_possible and persons_handled is not null) as persons_handled,
    max_by(discipline_form, step_number)
    filter (where is_possible and discipline_form is not null) as discipline_form
from steps_of_last_check
group by case_id
