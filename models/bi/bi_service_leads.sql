-- One row is a town and a rule of kind service; who they are about is not told.
-- Answers: how many people are owed something, and how many were taken into payment?
with

scores as (
    select
        *,
        people
        < {{ parameter('min_persons', 'int', rule='masked_surface') }}
            as is_suppressed
    from {{ ref('service_scores') }}
)

select
    {{ as_of_date() }} as as_of_date,
    coalesce(scores.town, '') as town,
    scores.rule_id,
    rules.title,
    scores.is_suppressed,
    case when not scores.is_suppressed then scores.leads end as leads,
    case when not scores.is_suppressed then scores.people end as people,
    case when not scores.is_suppressed then scores.handed_over end as handed_over,
    case when not scores.is_suppressed then scores.answered end as answered,
    case when not scores.is_suppressed then scores.overdue end as overdue,
    case
        when not scores.is_suppressed then scores.people_taken_into_payment
    end as people_taken_into_payment
from scores
inner join {{ ref('rule_catalogue') }} as rules
    on scores.rule_id = rules.rule_id
