-- One row is a service lead that civil affairs has, or is to get, in its list.
-- Answers: whom should civil affairs help next, and until when is an answer due?
{%- set office = contracts().old_age_allowance_payments.provider_zh if execute %}
with

leads as (
    select
        *,
        outcome is null as is_unanswered,
        -- taken into payment, and events of later days say that nothing came
        is_taken_into_payment and not is_withdrawn and last_event_date > outcome_on
            as is_still_owed
    from {{ ref('service_lead_outcomes') }}
),

leads_to_report_again as (
    select distinct alert_id
    from {{ ref('service_problems') }}
    where not is_settled
),

today as (
    select due_date
    from {{ ref('int_due_days') }}
    where day = {{ as_of_date() }}
),

in_hand as (
    select
        leads.*,
        case
            when leads.is_withdrawn then 'withdrawn'
            when leads.handed_over_on is null then 'generated'
            when leads.is_still_owed and leads.handed_over_on <= leads.outcome_on
                then 'reopened'
            when leads_to_report_again.alert_id is not null then 'to_correct'
            else 'under_way'
        end as kind
    from leads
    left join leads_to_report_again
        on leads.alert_id = leads_to_report_again.alert_id
    where
        leads.is_unanswered and not leads.is_withdrawn
        or leads.is_unanswered and leads.handed_over_on is not null
        or leads.is_still_owed
        or leads_to_report_again.alert_id is not null
)

select
    '{{ office }}' as addressee,
    in_hand.alert_id,
    in_hand.kind,
    in_hand.kind in ('generated', 'reopened') as is_to_go_out,
    in_hand.title,
    in_hand.subject_name,
    in_hand.subject_id,
    in_hand.town,
    in_hand.reason,
    len(in_hand.evidence) as source_rows,
    in_hand.withdrawn_on,
    case
        when in_hand.kind in ('generated', 'reopened') then today.due_date
        else in_hand.due_date
    end as due_date,
    {{ as_of_date() }} as as_of_date
from in_hand
cross join today
