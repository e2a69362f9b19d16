-- One row is an alert rule that could not be judged in some of the 24 months up to the as-of date.
with

months as (
    select assessability.*
    from bi.assessability
    cross join bi.build
    where assessability.month > build.as_of_date - interval 24 month
),

missing as (
    select
        months.rule_id,
        string_agg(distinct coalesce(quality.extract_zh, missed.extract), '、') as extracts
    from months
    cross join unnest(months.missing_inputs) as missed (extract)
    left join bi.quality
        on missed.extract = quality.extract
    group by months.rule_id
)

select
    months.rule_id,
    months.title,
    count(*) as months,
    count(*) filter (where not months.is_assessable) as months_not_assessable,
    missing.extracts
from months
left join missing
    on months.rule_id = missing.rule_id
group by months.rule_id, months.title, missing.extracts
having months_not_assessable > 0
order by months_not_assessable desc, months.rule_id
