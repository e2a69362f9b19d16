-- One row is a rule, a town, a month or the city with what became of its alerts.
-- Answers: how good are the leads, what comes of them, and where could none be seen?
with

counted as (
    select *
    from {{ ref('case_scores') }}
),

beneficiaries as (
    select
        'town' as dimension,
        town as item,
        count(distinct person_id) as beneficiaries
    from {{ ref('int_subsidy_ledger') }}
    where town is not null
    group by town
),

samples as (
    select *
    from {{ ref('sample_scores') }}
),

assessability as (
    select *
    from {{ ref('assessability_scores') }}
),

-- no alert is in it, and no sum of alerts may count it
help as (
    select *
    from {{ ref('service_help') }}
),

items as (
    select dimension, item
    from counted
    union
    select dimension, item
    from samples
    union
    select dimension, item
    from assessability
    union
    select dimension, item
    from help
)

select
    items.dimension,
    items.item,
    coalesce(counted.alerts, 0) as alerts,
    coalesce(counted.dispatched, 0) as dispatched,
    coalesce(counted.concluded, 0) as concluded,
    coalesce(counted.confirmed, 0) as confirmed,
    round(counted.confirmed / nullif(counted.concluded, 0), 4) as confirmed_rate,
    {{ wilson_low('counted.confirmed', 'counted.concluded') }} as confirmed_rate_low,
    {{ wilson_high('counted.confirmed', 'counted.concluded') }} as confirmed_rate_high,
    round(counted.on_time / nullif(counted.concluded_after_dispatch, 0), 4)
        as on_time_rate,
    coalesce(counted.overdue, 0) as overdue,
    coalesce(counted.identified_amount, 0) as identified_amount,
    coalesce(counted.recovered_amount, 0) as recovered_amount,
    round(
        cast(counted.recovered_amount / nullif(counted.identified_amount, 0) as double),
        4
    ) as recovered_rate,
    coalesce(counted.stopped_amount, 0) as stopped_amount,
    counted.median_days_to_dispatch,
    counted.median_days_to_conclude,
    counted.median_days_to_close,
    coalesce(counted.recurred, 0) as recurred,
    coalesce(counted.objections, 0) as objections,
    beneficiaries.beneficiaries,
    round(1000.0 * counted.alerts / beneficiaries.beneficiaries, 2)
        as alerts_per_1000_beneficiaries,
    coalesce(samples.sampled, 0) as sampled,
    coalesce(samples.sample_checked, 0) as sample_checked,
    coalesce(samples.sample_confirmed, 0) as sample_confirmed,
    {{ wilson_low('samples.sample_confirmed', 'samples.sample_checked') }}
        as miss_rate_low,
    {{ wilson_high('samples.sample_confirmed', 'samples.sample_checked') }}
        as miss_rate_high,
    coalesce(assessability.months_to_judge, 0) as months_to_judge,
    coalesce(assessability.assessable_months, 0) as assessable_months,
    coalesce(help.people_helped, 0) as people_helped,
    coalesce(help.amount_paid_in, 0) as amount_paid_in
from items
left join counted
    on items.dimension = counted.dimension
    and items.item = counted.item
left join beneficiaries
    on items.dimension = beneficiaries.dimension
    and items.item = beneficiaries.item
left join samples
    on items.dimension = samples.dimension
    and items.item = samples.item
left join assessability
    on items.dimension = assessability.dimension
    and items.item = assessability.item
left join help
    on items.dimension = help.dimension
    and items.item = help.item
