-- One row is a centre and a day with at least twice the meals of its median day.
-- Answers: where do meals peak while the same few people are said to eat them?
with

days as (
    select
        centre_name,
        meal_date,
        count(*) as meals,
        count(distinct id_number) as diners,
        sum(subsidy_amount) as amount
    from {{ ref('stg_meal_records') }}
    group by centre_name, meal_date
),

centres as (
    select
        centre_name,
        median(meals) as median_meals,
        median(diners) as median_diners
    from days
    group by centre_name
)

select
    days.centre_name,
    days.meal_date,
    days.meals,
    centres.median_meals,
    days.diners,
    centres.median_diners,
    round(days.meals / days.diners, 2) as meals_per_diner,
    days.amount
from days
inner join centres
    on days.centre_name = centres.centre_name
where days.meals >= 2 * centres.median_meals
order by meals_per_diner desc, days.meals desc, days.centre_name asc, days.meal_date asc
limit 100
