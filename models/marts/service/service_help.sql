-- One row is a town, a rule of kind service, or the city.
-- Answers: how many people were helped, and how many yuan were paid in?
with

helped as (
    select
        town,
        rule_id,
        subject_id,
        paid_amount
    from {{ ref('service_lead_outcomes') }}
    where is_helped
),

helped_by_item as (
    select 'town' as dimension, town as item, subject_id, paid_amount
    from helped
    where town is not null
    union all
    select 'service_rule' as dimension, rule_id as item, subject_id, paid_amount
    from helped
    union all
    select 'city' as dimension, 'all' as item, subject_id, paid_amount
    from helped
)

select
    dimension,
    item,
    count(distinct subject_id) as people_helped,
    cast(coalesce(sum(paid_amount), 0) as decimal(38, 2)) as amount_paid_in
from helped_by_item
group by dimension, item
