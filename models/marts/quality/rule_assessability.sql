-- One row is a rule, a month and a town (empty: the extract names none, or never came).
-- Answers: could the rule judge this month at all? Not assessable is not clean.
with

inputs as (
    select rule_id, extract, role
    from {{ ref('rule_inputs') }}
),

delivered_months as (
    select extract, month, town, subjects
    from {{ ref('int_delivered_months') }}
),

covered_months as (
    select extract, min(month) as first_month, max(month) as last_month
    from delivered_months
    group by extract
),

judged_extracts as (
    select inputs.rule_id, inputs.extract, covered_months.first_month
    from inputs
    inner join covered_months
        on inputs.extract = covered_months.extract
    where inputs.role = 'judged'
),

towns_of_extracts as (
    select distinct extract, town
    from delivered_months
),

-- from the first month that the judged extract ever spoke of, gaps included
months_to_judge as (
    select
        rule_id,
        extract,
        {{ each_month('first_month', month_of(as_of_date())) }} as month
    from judged_extracts
),

needed_extracts as (
    select
        inputs.rule_id,
        inputs.extract,
        covered_months.first_month,
        covered_months.last_month
    from inputs
    left join covered_months
        on inputs.extract = covered_months.extract
    where inputs.role = 'needed'
),

-- what they judge never came: the newest month stands for all
rules_without_rows as (
    select
        inputs.rule_id,
        {{ collected_list('inputs.extract') }} as extracts
    from inputs
    where
        inputs.role = 'judged'
        and inputs.rule_id not in (select judged_extracts.rule_id from judged_extracts)
    group by inputs.rule_id
),

missing_inputs as (
    select
        months_to_judge.rule_id,
        months_to_judge.month,
        {{ collected_list('needed_extracts.extract') }} as extracts
    from months_to_judge
    inner join needed_extracts
        on months_to_judge.rule_id = needed_extracts.rule_id
    where
        coalesce(months_to_judge.month < needed_extracts.first_month, true)
        or months_to_judge.month > needed_extracts.last_month
    group by months_to_judge.rule_id, months_to_judge.month
)

select
    months_to_judge.rule_id,
    months_to_judge.month,
    towns_of_extracts.town,
    coalesce(delivered_months.subjects, 0) as subjects,
    coalesce(missing_inputs.extracts, {{ empty_list() }}) as missing_inputs,
    delivered_months.subjects is not null
    and missing_inputs.extracts is null as is_assessable
from months_to_judge
inner join towns_of_extracts
    on months_to_judge.extract = towns_of_extracts.extract
left join delivered_months
    on months_to_judge.extract = delivered_months.extract
    and months_to_judge.month = delivered_months.month
    and towns_of_extracts.town = delivered_months.town
left join missing_inputs
    on months_to_judge.rule_id = missing_inputs.rule_id
    and months_to_judge.month = missing_inputs.month
union all
select
    rule_id,
    {{ month_of(as_of_date()) }} as month,
    '' as town,
    0 as subjects,
    extracts as missing_inputs,
    false as is_assessable
from rules_without_rows
