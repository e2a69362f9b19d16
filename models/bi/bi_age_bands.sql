-- One row is a rule, a town and an age band that has alerts there.
-- Answers: whom do the alerts concern, where they are enough not to be told apart?
with

counted as (
    select
        alerts.rule_id,
        coalesce(alerts.town, '') as town,
        masks.age_band,
        count(distinct masks.person_key) as persons,
        count(*) as alerts
    from {{ ref('red_alerts') }} as alerts
    inner join {{ ref('alert_masks') }} as masks
        on alerts.alert_id = masks.alert_id
    where masks.age_band is not null
    group by alerts.rule_id, coalesce(alerts.town, ''), masks.age_band
),

judged as (
    select
        *,
        persons
        < {{ parameter('min_persons', 'int', rule='masked_surface') }}
            as is_suppressed
    from counted
)

select
    rule_id,
    town,
    case when is_suppressed then '人数过少，不显示' else age_band end as age_band,
    is_suppressed,
    case when not is_suppressed then sum(persons) end as persons,
    case when not is_suppressed then sum(alerts) end as alerts
from judged
group by
    rule_id,
    town,
    case when is_suppressed then '人数过少，不显示' else age_band end,
    is_suppressed
