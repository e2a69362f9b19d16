-- One row is an alert that waits to be checked.
-- Answers: which should be checked first, since most is likely to come back?
with

cases as (
    select *
    from {{ ref('cases') }}
    where alert_id = case_id
),

places as (
    select alert_id, place_kind, place
    from {{ ref('alert_places') }}
),

city as (
    select
        (count(*) filter (where concluded_as = 'confirmed') + 1.0)
        / (count(concluded_as) + 2.0) as confirmed_rate
    from cases
),

-- the fewer cases a rule has, the more it borrows from the city
rules as (
    select
        cases.rule_id,
        count(cases.concluded_as) as concluded,
        count(*) filter (where cases.concluded_as = 'confirmed') as confirmed,
        (
            count(*) filter (where cases.concluded_as = 'confirmed')
            + {{ parameter('prior_cases', 'double') }} * max(city.confirmed_rate)
        ) / (count(cases.concluded_as) + {{ parameter('prior_cases', 'double') }})
            as confirmed_rate
    from cases
    cross join city
    group by cases.rule_id
),

concluded_by_place as (
    select
        places.place_kind,
        places.place,
        count(*) as concluded,
        count(*) filter (where cases.concluded_as = 'confirmed') as confirmed
    from cases
    inner join places
        on cases.case_id = places.alert_id
    where cases.concluded_as is not null
    group by places.place_kind, places.place
),

-- of several places of an alert the one that is known best
best_known_places as (
    select
        places.alert_id,
        concluded_by_place.place_kind,
        concluded_by_place.concluded,
        concluded_by_place.confirmed
    from places
    inner join concluded_by_place
        on places.place_kind = concluded_by_place.place_kind
        and places.place = concluded_by_place.place
    qualify
        row_number() over (
            partition by places.alert_id
            order by
                concluded_by_place.concluded desc,
                places.place_kind asc,
                places.place asc
        ) = 1
),

rated as (
    select
        cases.alert_id,
        cases.rule_id,
        cases.addressee,
        cases.state,
        cases.amount_at_risk,
        rules.concluded as rule_concluded,
        rules.confirmed as rule_confirmed,
        pattern.place_kind,
        coalesce(pattern.concluded, 0) as pattern_concluded,
        coalesce(pattern.confirmed, 0) as pattern_confirmed,
        (
            coalesce(pattern.confirmed, 0)
            + {{ parameter('prior_pattern_cases', 'double') }} * rules.confirmed_rate
        ) / (
            coalesce(pattern.concluded, 0)
            + {{ parameter('prior_pattern_cases', 'double') }}
        ) as likely_rate
    from cases
    inner join rules
        on cases.rule_id = rules.rule_id
    left join best_known_places as pattern
        on cases.alert_id = pattern.alert_id
    where
        cases.state in ('generated', 'dispatched', 'verifying', 'returned', 'reopened')
),

expected as (
    select
        *,
        cast(round(likely_rate * amount_at_risk, 2) as decimal(14, 2))
            as expected_recovery
    from rated
)

select
    row_number() over (
        order by expected_recovery desc, likely_rate desc, alert_id asc
    ) as priority,
    alert_id,
    rule_id,
    addressee,
    state,
    amount_at_risk,
    round(likely_rate, 4) as likely_rate,
    expected_recovery,
    '该规则已核查' || rule_concluded || '件，属实' || rule_confirmed || '件；'
    || case
        when pattern_concluded = 0 then ''
        else '同一' || case place_kind
            when 'centre' then '照料中心'
            when 'institution' then '机构'
            when 'village' then '村社'
            when 'worker' then '服务人员'
            when 'handler' then '经办人'
            else '评定医生'
        end || '已核查' || pattern_concluded || '件，属实' || pattern_confirmed || '件；'
    end
    || '估计属实率' || cast(round(100 * likely_rate) as int) || '%，涉及金额'
    || cast(amount_at_risk as varchar) || '元，预计可追回'
    || cast(expected_recovery as varchar) || '元。' as explanation
from expected
