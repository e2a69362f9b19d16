-- One row is an alert that waits to be checked.
-- Answers: which should be checked first, since most is likely to come back?
with

rated as (
    select
        rates.*,
        weights.weight,
        weights.place_came_back,
        weights.place_is_complained_of,
        cast(round(rates.likely_rate * rates.amount_at_risk, 2) as decimal(14, 2))
            as expected_recovery,
        case when rates.amount_at_risk > 0 then 'expected_recovery' else 'rate_and_days'
        end as ranked_by
    from {{ ref('case_rates') }} as rates
    inner join {{ ref('case_weights') }} as weights
        on rates.alert_id = weights.alert_id
),

weighed as (
    select
        *,
        weight
        * case ranked_by
            when 'expected_recovery' then expected_recovery
            else likely_rate * days
        end as rank_value
    from rated
),

-- yuan and days cannot be compared: both lists go forward together, share by share
placed as (
    select
        *,
        row_number() over (
            partition by ranked_by
            order by rank_value desc, likely_rate desc, alert_id asc
        ) / count(*) over (partition by ranked_by) as share_of_list
    from weighed
)

select
    row_number() over (
        order by share_of_list asc, ranked_by asc, alert_id asc
    ) as priority,
    alert_id,
    rule_id,
    addressee,
    state,
    amount_at_risk,
    days,
    round(likely_rate, 4) as likely_rate,
    expected_recovery,
    ranked_by,
    weight,
    '该规则已核查' || rule_concluded || '件，属实' || rule_confirmed || '件；'
    || case
        when pattern_concluded = 0 then ''
        else
            '同一' || place_kind_title || '已核查' || pattern_concluded || '件，属实'
            || pattern_confirmed || '件；'
    end
    || case when place_came_back then '该处整改后又有新预警，提前核查；' else '' end
    || case when place_is_complained_of then '该处近期有群众投诉，提前核查；' else '' end
    || '估计属实率' || cast(round(100 * likely_rate) as int) || '%，'
    || case ranked_by
        when 'expected_recovery'
            then
                '涉及金额' || cast(amount_at_risk as varchar) || '元，预计可追回'
                || cast(expected_recovery as varchar) || '元。'
        else '不涉及可追回金额，按属实率和持续天数（' || days || '天）排序。'
    end as explanation
from placed
