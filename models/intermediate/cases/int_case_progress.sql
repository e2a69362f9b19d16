-- One row is a step of a case and the state it led to.
-- Answers: how did the case get where it is, and which steps are impossible?
with recursive

steps as (
    select
        steps.*,
        hearings.is_heard,
        hearings.may_confirm
    from {{ ref('int_case_steps') }} as steps
    inner join {{ ref('int_case_hearings') }} as hearings
        on steps.case_id = hearings.case_id
        and steps.step_number = hearings.step_number
),

transitions as (
    select from_state, status, finding_kind, to_state
    from {{ ref('case_transitions') }}
),

-- what was found holds for later steps that find nothing, until the case starts anew
walk as (
    select
        case_id,
        cast(0 as bigint) as step_number,
        'generated' as from_state,
        'generated' as to_state,
        'none' as finding_kind,
        true as is_possible,
        false as was_objected
    from steps
    where step_number = 1
    union all
    select
        steps.case_id,
        steps.step_number,
        walk.to_state as from_state,
        coalesce(transitions.to_state, walk.to_state) as to_state,
        case
            when transitions.to_state is null then walk.finding_kind
            when transitions.to_state in ('dispatched', 'reopened', 'objected')
                then 'none'
            else transitions.finding_kind
        end as finding_kind,
        transitions.to_state is not null as is_possible,
        walk.was_objected or coalesce(transitions.to_state = 'objected', false)
            as was_objected
    from walk
    inner join steps
        on walk.case_id = steps.case_id
        and walk.step_number + 1 = steps.step_number
    left join transitions
        on walk.to_state = transitions.from_state
        and steps.status = transitions.status
        and transitions.finding_kind = case
            when steps.finding_kind != 'none' or steps.step = 'dispatched'
                then steps.finding_kind
            else walk.finding_kind
        end
        and (transitions.finding_kind != 'confirmed' or steps.may_confirm)
        -- an objection reopens the check once
        and (transitions.to_state != 'objected' or not walk.was_objected)
)

select
    steps.case_id,
    steps.step_number,
    steps.alert_id,
    steps.step_date,
    steps.step,
    steps.status,
    steps.finding,
    walk.from_state,
    walk.to_state,
    walk.is_possible,
    walk.finding_kind,
    steps.is_heard,
    steps.unit,
    steps.recovered_amount,
    steps.persons_handled,
    steps.discipline_form,
    steps.measure,
    steps.disposal,
    steps.is_objection,
    steps.cause,
    steps.note,
    steps.source_row
from steps
inner join walk
    on steps.case_id = walk.case_id
    and steps.step_number = walk.step_number
