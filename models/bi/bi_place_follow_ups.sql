-- One row is a place and a rule confirmed there; rules of too few persons are one row.
-- Answers: what does a letter to the place rest on, and what came up after it?
with

rules as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

persons_there as (
    select
        places.place_kind,
        places.place,
        cases.rule_id,
        count(distinct masks.person_key) as persons
    from {{ ref('alert_places') }} as places
    inner join {{ ref('cases') }} as cases
        on places.alert_id = cases.alert_id
    inner join {{ ref('alert_masks') }} as masks
        on places.alert_id = masks.alert_id
    where not cases.is_withdrawn
    group by places.place_kind, places.place, cases.rule_id
),

-- an organisation's own alerts are about no person
groups as (
    select
        place_kind,
        place,
        rule_id,
        persons between 1
        and {{ parameter('min_persons', 'int', rule='masked_surface') }} - 1
            as is_of_few
    from persons_there
),

facts as (
    select
        place_kind,
        place,
        rule_id,
        count(distinct case_id) as letter_cases,
        sum(identified_amount) as identified_amount,
        sum(recovered_amount) as recovered_amount
    from {{ ref('letter_facts') }}
    group by place_kind, place, rule_id
),

follow_ups as (
    select *
    from {{ ref('place_follow_ups') }}
)

select
    place_masks.place_key,
    place_masks.place_kind,
    place_masks.place_kind_title,
    place_masks.place_shown as place,
    groups.is_of_few as is_of_several_rules,
    case when groups.is_of_few then '' else rules.rule_id end as rule_id,
    case when groups.is_of_few then '人数过少的规则合计' else rules.title end as title,
    coalesce(sum(facts.letter_cases), 0)::bigint as letter_cases,
    coalesce(sum(facts.identified_amount), 0) as identified_amount,
    coalesce(sum(facts.recovered_amount), 0) as recovered_amount,
    coalesce(sum(follow_ups.cases_put_right), 0)::bigint as cases_put_right,
    -- of several rules the first, so that what is new lies behind it
    min(follow_ups.rectified_on) as rectified_on,
    sum(follow_ups.alerts)::bigint as alerts,
    sum(follow_ups.new_alerts)::bigint as new_alerts,
    min(follow_ups.first_new_on) as first_new_on,
    max(follow_ups.last_new_on) as last_new_on,
    bool_or(follow_ups.raises_priority) as raises_priority
from groups
inner join rules
    on groups.rule_id = rules.rule_id
inner join {{ ref('place_masks') }} as place_masks
    on groups.place_kind = place_masks.place_kind
    and groups.place = place_masks.place
left join facts
    on groups.place_kind = facts.place_kind
    and groups.place = facts.place
    and groups.rule_id = facts.rule_id
left join follow_ups
    on groups.place_kind = follow_ups.place_kind
    and groups.place = follow_ups.place
    and groups.rule_id = follow_ups.rule_id
where facts.letter_cases > 0 or follow_ups.cases_put_right > 0
group by all
