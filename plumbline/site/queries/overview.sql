-- One row: the figures of the first page. The interval is Wilson's at 95 %, as in bi.scorecard.
with

alerts as (
    select
        count(*) as alerts,
        count(priority) as to_check,
        coalesce(sum(expected_recovery) filter (where priority is not null), 0)
            as could_come_back
    from bi.alerts
),

cases as (
    select
        coalesce(sum(concluded), 0)::bigint as concluded,
        coalesce(sum(confirmed), 0)::bigint as confirmed,
        coalesce(sum(recovered_amount), 0) as recovered
    from bi.scorecard
    where dimension = 'rule'
),

leads as (
    select
        sum(leads)::bigint as leads,
        sum(people_taken_into_payment)::bigint as people_helped,
        count(*) filter (where is_suppressed) as groups_not_shown
    from bi.service_leads
)

select
    alerts.*,
    cases.*,
    leads.*,
    confirmed / nullif(concluded, 0) as confirmed_rate,
    (confirmed + 3.841459 / 2 - 1.959964 * sqrt(
        confirmed * (concluded - confirmed) / nullif(concluded, 0) + 3.841459 / 4
    )) / (concluded + 3.841459) as confirmed_rate_low,
    (confirmed + 3.841459 / 2 + 1.959964 * sqrt(
        confirmed * (concluded - confirmed) / nullif(concluded, 0) + 3.841459 / 4
    )) / (concluded + 3.841459) as confirmed_rate_high
from alerts
cross join cases
cross join leads
