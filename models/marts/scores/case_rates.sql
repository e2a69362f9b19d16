-- One row is an alert that waits to be checked.
-- Answers: how likely is it to be confirmed, and by what is that known?
with

cases_to_check as (
    select
        cases.alert_id,
        cases.rule_id,
        cases.addressee,
        cases.state,
        cases.amount_at_risk,
        1
        + {{ days_between('cases.first_event_date', 'cases.last_event_date') }}
            as days
    from {{ ref('cases') }} as cases
    inner join {{ ref('case_states') }} as states
        on cases.state = states.state
    where cases.alert_id = cases.case_id and states.is_to_check
),

rule_scores as (
    select
        item as rule_id,
        concluded,
        confirmed
    from {{ ref('case_scores') }}
    where dimension = 'rule'
),

city as (
    select (sum(confirmed) + 1.0) / (sum(concluded) + 2.0) as confirmed_rate
    from rule_scores
),

-- the fewer cases a rule has, the more it borrows from the city
rules as (
    select
        rule_scores.rule_id,
        rule_scores.concluded,
        rule_scores.confirmed,
        (
            rule_scores.confirmed
            + {{ parameter('prior_cases', 'double', rule='case_priority') }}
            * city.confirmed_rate
        ) / (
            rule_scores.concluded
            + {{ parameter('prior_cases', 'double', rule='case_priority') }}
        ) as confirmed_rate
    from rule_scores
    cross join city
),

-- of several places of an alert the one that is known best
best_known_places as (
    select
        places.alert_id,
        place_scores.place_kind_title,
        place_scores.concluded,
        place_scores.confirmed
    from {{ ref('alert_places') }} as places
    inner join {{ ref('place_scores') }} as place_scores
        on places.place_kind = place_scores.place_kind
        and places.place = place_scores.place
    qualify
        row_number() over (
            partition by places.alert_id
            order by
                place_scores.concluded desc,
                places.place_kind asc,
                places.place asc
        ) = 1
)

select
    cases.alert_id,
    cases.rule_id,
    cases.addressee,
    cases.state,
    cases.amount_at_risk,
    cases.days,
    rules.concluded as rule_concluded,
    rules.confirmed as rule_confirmed,
    pattern.place_kind_title,
    coalesce(pattern.concluded, 0) as pattern_concluded,
    coalesce(pattern.confirmed, 0) as pattern_confirmed,
    round(
        (
            coalesce(pattern.confirmed, 0)
            + {{ parameter('prior_pattern_cases', 'double', rule='case_priority') }}
            * rules.confirmed_rate
        ) / (
            coalesce(pattern.concluded, 0)
            + {{ parameter('prior_pattern_cases', 'double', rule='case_priority') }}
        ),
        8
    ) as likely_rate
from cases_to_check as cases
inner join rules
    on cases.rule_id = rules.rule_id
left join best_known_places as pattern
    on cases.alert_id = pattern.alert_id
