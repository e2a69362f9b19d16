-- One row is a share of the concluded cases, checked first in each of three orders.
-- Answers: how much sooner is money found by priority than by yuan alone or at random?
with

concluded_cases as (
    select
        case_id,
        rule_id,
        amount_at_risk,
        case when concluded_as = 'confirmed' then amount_at_risk else 0 end
            as confirmed_amount,
        cast(concluded_as = 'confirmed' as int) as is_confirmed
    from {{ ref('cases') }}
    where alert_id = case_id and concluded_as is not null
),

places as (
    select alert_id, place_kind, place
    from {{ ref('alert_places') }}
),

-- each case is rated by what all others came to, as if it were not known yet
rated_by_rule as (
    select
        *,
        (sum(is_confirmed) over () - is_confirmed + 1.0) / (count(*) over () + 1.0)
            as city_rate,
        sum(is_confirmed) over (partition by rule_id) - is_confirmed as rule_confirmed,
        count(*) over (partition by rule_id) - 1 as rule_concluded
    from concluded_cases
),

known_of_places as (
    select
        places.alert_id as case_id,
        count(*) as pattern_concluded,
        sum(others.is_confirmed) as pattern_confirmed
    from places
    inner join places as other_places
        on places.place_kind = other_places.place_kind
        and places.place = other_places.place
        and places.alert_id != other_places.alert_id
    inner join concluded_cases as others
        on other_places.alert_id = others.case_id
    group by places.alert_id, places.place_kind, places.place
    qualify
        row_number() over (
            partition by places.alert_id
            order by count(*) desc, places.place_kind, places.place asc
        ) = 1
),

rated as (
    select
        rated_by_rule.*,
        coalesce(known.pattern_confirmed, 0) as pattern_confirmed,
        coalesce(known.pattern_concluded, 0) as pattern_concluded,
        (
            rated_by_rule.rule_confirmed
            + {{ parameter('prior_cases', 'double', 'case_priority') }}
            * rated_by_rule.city_rate
        )
        / (
            rated_by_rule.rule_concluded
            + {{ parameter('prior_cases', 'double', 'case_priority') }}
        )
            as rule_rate
    from rated_by_rule
    left join known_of_places as known
        on rated_by_rule.case_id = known.case_id
),

ordered as (
    select
        *,
        count(*) over () as cases,
        row_number() over (
            order by
                amount_at_risk * (
                    pattern_confirmed
                    + {{ parameter('prior_pattern_cases', 'double', 'case_priority') }}
                    * rule_rate
                ) / (
                    pattern_concluded
                    + {{ parameter('prior_pattern_cases', 'double', 'case_priority') }}
                ) desc,
                case_id asc
        ) as place_by_priority,
        row_number() over (order by amount_at_risk desc, case_id asc) as place_by_yuan
    from rated
),

shares as (
    select unnest([0.05, 0.1, 0.2, 0.3, 0.5]) as share_checked
),

ordered_by_share as (
    select
        shares.share_checked,
        ordered.is_confirmed,
        ordered.confirmed_amount,
        ordered.place_by_priority <= ordered.cases * shares.share_checked
            as is_early_by_priority,
        ordered.place_by_yuan <= ordered.cases * shares.share_checked
            as is_early_by_yuan
    from ordered
    cross join shares
)

select
    share_checked,
    round(
        sum(confirmed_amount) filter (where is_early_by_priority)
        / sum(confirmed_amount), 3
    ) as yuan_by_priority,
    round(
        sum(confirmed_amount) filter (where is_early_by_yuan)
        / sum(confirmed_amount), 3
    ) as yuan_by_yuan_alone,
    share_checked as yuan_at_random,
    round(avg(is_confirmed) filter (where is_early_by_priority), 3)
        as confirmed_by_priority,
    round(avg(is_confirmed) filter (where is_early_by_yuan), 3)
        as confirmed_by_yuan_alone,
    round(avg(is_confirmed), 3) as confirmed_at_random
from ordered_by_share
group by share_checked
order by share_checked
