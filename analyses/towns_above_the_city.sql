-- One row is a town with its alerts per 1,000 beneficiaries, and the interval of that.
-- Answers: which towns have more alerts than chance would give?
with

towns as (
    select item as town, alerts, beneficiaries
    from {{ ref('scorecard') }}
    where dimension = 'town' and beneficiaries > 0
),

city as (
    select sum(alerts) / sum(beneficiaries) as rate
    from towns
)

select
    towns.town,
    towns.alerts,
    towns.beneficiaries,
    round(1000 * towns.alerts / towns.beneficiaries, 2) as per_1000,
    1000 * {{ wilson_low('towns.alerts', 'towns.beneficiaries') }} as per_1000_low,
    1000 * {{ wilson_high('towns.alerts', 'towns.beneficiaries') }} as per_1000_high,
    round(1000 * city.rate, 2) as city_per_1000
from towns
cross join city
where towns.alerts <= towns.beneficiaries
order by per_1000 desc, towns.town asc
