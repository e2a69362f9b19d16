-- One row is a rule, a town or a month of events, with how much of it could be judged.
-- Answers: where does "no alert" only mean that the data had not arrived?
with

judged_months as (
    select
        assessability.rule_id,
        assessability.month,
        assessability.town,
        assessability.is_assessable
    from {{ ref('rule_assessability') }} as assessability
    inner join {{ ref('rule_catalogue') }} as rules
        on assessability.rule_id = rules.rule_id
    -- a rule of kind service raises no alerts that a score could count
    where rules.kind = 'alert'
),

judged_by_item as (
    select 'rule' as dimension, rule_id as item, is_assessable
    from judged_months
    union all
    -- an extract that names no town says nothing about one
    select 'town' as dimension, town as item, is_assessable
    from judged_months
    where town != ''
    union all
    select 'month' as dimension, strftime(month, '%Y-%m') as item, is_assessable
    from judged_months
)

select
    dimension,
    item,
    count(*) as months_to_judge,
    count(*) filter (where is_assessable) as assessable_months
from judged_by_item
group by dimension, item
