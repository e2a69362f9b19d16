-- One row is a rule, a town, a month or the city with what its cases came to.
-- Answers: how many alerts went out, were confirmed, brought money back, and how fast?
with

cases as (
    select *
    from {{ ref('cases') }}
    where alert_id = case_id
),

cases_by_item as (
    select 'rule' as dimension, rule_id as item, *
    from cases
    union all
    select 'town' as dimension, addressee as item, *
    from cases
    union all
    select 'city' as dimension, 'all' as item, *
    from cases
    union all
    select
        'month' as dimension,
        strftime(least(appeared_on, coalesce(dispatched_on, appeared_on)), '%Y-%m')
            as item,
        *
    from cases
)

select
    dimension,
    item,
    count(*) as alerts,
    count(dispatched_on) as dispatched,
    count(concluded_as) as concluded,
    count(*) filter (where concluded_as = 'confirmed') as confirmed,
    count(is_on_time) as concluded_after_dispatch,
    count(*) filter (where is_on_time) as on_time,
    count(*) filter (
        where is_under_way
        and concluded_on is null
        and due_date < {{ as_of_date() }}
    ) as overdue,
    sum(identified_amount) as identified_amount,
    sum(recovered_amount) as recovered_amount,
    sum(stopped_amount) as stopped_amount,
    median(dispatched_on - appeared_on)
    filter (where dispatched_on >= appeared_on) as median_days_to_dispatch,
    median(concluded_on - dispatched_on) as median_days_to_conclude,
    median(closed_on - concluded_on) as median_days_to_close,
    count(*) filter (where times_reopened > 0) as recurred,
    count(*) filter (where has_objection) as objections
from cases_by_item
group by dimension, item
