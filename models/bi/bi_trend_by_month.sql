-- One row is a month and a rule; each figure counts in the month in which it happened.
-- Answers: do alerts and what comes of them grow or shrink from month to month?
with

cases as (
    select *
    from {{ ref('cases') }}
    where alert_id = case_id
),

happenings as (
    select
        'first_event' as happening,
        first_event_date as day,
        rule_id,
        amount_at_risk as amount
    from cases
    where not is_withdrawn
    union all
    select 'appeared' as happening, appeared_on as day, rule_id, 0 as amount
    from cases
    union all
    select 'dispatched' as happening, dispatched_on as day, rule_id, 0 as amount
    from cases
    union all
    select 'concluded' as happening, concluded_on as day, rule_id, 0 as amount
    from cases
    union all
    select
        'confirmed' as happening,
        concluded_on as day,
        rule_id,
        recovered_amount as amount
    from cases
    where concluded_as = 'confirmed'
)

select
    cast(date_trunc('month', day) as date) as month,
    rule_id,
    count(*) filter (where happening = 'first_event') as alerts,
    coalesce(sum(amount) filter (where happening = 'first_event'), 0) as amount_at_risk,
    count(*) filter (where happening = 'appeared') as appeared,
    count(*) filter (where happening = 'dispatched') as dispatched,
    count(*) filter (where happening = 'concluded') as concluded,
    count(*) filter (where happening = 'confirmed') as confirmed,
    coalesce(sum(amount) filter (where happening = 'confirmed'), 0) as recovered_amount
from happenings
where day is not null
group by date_trunc('month', day), rule_id
