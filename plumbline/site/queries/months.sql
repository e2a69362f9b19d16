-- One row is a rule and one of the 24 months up to the as-of date, with alerts that began in it.
select
    rules.rule_id,
    months.month::date as month,
    coalesce(trend.alerts, 0) as alerts
from bi.build
cross join unnest(generate_series(
    date_trunc('month', build.as_of_date) - interval 23 month,
    date_trunc('month', build.as_of_date),
    interval 1 month
)) as months (month)
cross join bi.rules
left join bi.trend_by_month as trend
    on rules.rule_id = trend.rule_id and months.month = trend.month
where rules.kind = 'alert'
order by all
