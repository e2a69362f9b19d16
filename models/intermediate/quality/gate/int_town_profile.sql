-- One row is a steady extract, a month and a town that the household register knows.
-- Answers: did the town bring what the six months before it let expect?
with

-- a word that moved into the column of towns is none; a town is where many live
towns as (
    select town
    from {{ ref('base_household_register') }}
    where row_status = 'staged' and town is not null
    group by town
    qualify count(*) >= greatest(10, sum(count(*)) over () / 1000)
),

rows_of_towns as (
    {%- for extract in var('extracts') %}
    {{ town_rows(extract) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

towns_of_extracts as (
    select distinct rows_of_towns.extract, rows_of_towns.town
    from rows_of_towns
    inner join towns
        on rows_of_towns.town = towns.town
),

months as (
    select extract, month, delivered_rows as rows_of_month
    from {{ ref('int_month_profile') }}
),

every_month as (
    select
        months.extract,
        months.month,
        months.rows_of_month,
        towns_of_extracts.town,
        cast(coalesce(rows_of_towns.delivered_rows, 0) as bigint) as delivered_rows
    from months
    inner join towns_of_extracts
        on months.extract = towns_of_extracts.extract
    left join rows_of_towns
        on months.extract = rows_of_towns.extract
        and months.month = rows_of_towns.month
        and towns_of_extracts.town = rows_of_towns.town
)

select
    extract,
    month,
    town,
    rows_of_month,
    delivered_rows,
    median(delivered_rows) over months_before as usual_rows,
    sum(delivered_rows) over months_before as rows_before,
    sum(rows_of_month) over months_before as rows_of_months_before,
    count(*) over months_before as months_known
from every_month
window months_before as (
    partition by extract, town
    order by month
    rows between 6 preceding and 1 preceding
)
