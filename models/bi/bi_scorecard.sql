-- One row is a rule, a town or a month with what became of its alerts.
-- Answers: how good are the leads, what comes of them, and where could none be seen?
select
    scorecard.dimension,
    scorecard.item,
    coalesce(rules.title, scorecard.item) as title,
    scorecard.alerts,
    scorecard.dispatched,
    scorecard.concluded,
    scorecard.confirmed,
    scorecard.confirmed_rate,
    scorecard.confirmed_rate_low,
    scorecard.confirmed_rate_high,
    scorecard.on_time_rate,
    scorecard.overdue,
    scorecard.identified_amount,
    scorecard.recovered_amount,
    scorecard.recovered_rate,
    scorecard.stopped_amount,
    scorecard.median_days_to_dispatch,
    scorecard.median_days_to_conclude,
    scorecard.median_days_to_close,
    scorecard.recurred,
    case
        when
            scorecard.beneficiaries
            >= {{ parameter('min_persons', 'int', rule='masked_surface') }}
            then scorecard.beneficiaries
    end as beneficiaries,
    scorecard.sampled,
    scorecard.sample_checked,
    scorecard.sample_confirmed,
    scorecard.miss_rate_low,
    scorecard.miss_rate_high,
    scorecard.months_to_judge,
    scorecard.assessable_months
from {{ ref('scorecard') }} as scorecard
left join {{ ref('rule_catalogue') }} as rules
    on scorecard.dimension = 'rule'
    and scorecard.item = rules.rule_id
