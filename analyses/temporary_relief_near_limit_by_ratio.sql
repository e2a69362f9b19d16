-- One row is a ratio that the rule could ask for between the two bands below the limit.
-- Answers: how many handlers would be alerts if the upper band had to be more crowded?
{%- set rule = 'temporary_relief_near_limit' %}
with

bands as (
    select
        {{ parameter('limit', 'decimal(14, 2)', rule) }} as band_end,
        {{ parameter('limit', 'decimal(14, 2)', rule) }}
        * {{ parameter('upper_band', 'decimal(6, 4)', rule) }} as upper_start,
        {{ parameter('limit', 'decimal(14, 2)', rule) }}
        * {{ parameter('lower_band', 'decimal(6, 4)', rule) }} as lower_start
),

grants as (
    select
        grants.town,
        grants.handler,
        year(grants.approved_date) as grant_year,
        grants.amount >= bands.upper_start
        and grants.amount < bands.band_end as is_near_limit,
        grants.amount >= bands.lower_start
        and grants.amount < bands.upper_start as is_below
    from {{ ref('stg_temporary_relief_grants') }} as grants
    cross join bands
    where grants.handler is not null
),

handler_years as (
    select
        count(*) filter (where is_near_limit) as near_limit,
        count(*) filter (where is_below) as below
    from grants
    group by town, handler, grant_year
    having
        count(*) >= {{ parameter('min_grants', 'int', rule) }}
        and count(*) filter (where is_near_limit)
        >= {{ parameter('min_near', 'int', rule) }}
),

ratios as (
    select unnest([1, 1.5, 2, 2.5, 3, 4, 5, 7, 10]) as ratio
)

select
    ratios.ratio,
    count(*) filter (where years.near_limit > ratios.ratio * years.below) as alerts,
    count(*) as handler_years_judged
from ratios
cross join handler_years as years
group by ratios.ratio
order by ratios.ratio
