-- One row is a programme and a town.
-- Answers: where does a programme pay more per head than the city does?
with

towns as (
    select
        program,
        town,
        count(distinct person_id) as people,
        count(*) as payments,
        sum(amount) as amount
    from {{ ref('int_subsidy_ledger') }}
    where town is not null
    group by program, town
),

programs as (
    select program, sum(amount) / sum(people) as city_per_head
    from towns
    group by program
)

select
    towns.program,
    towns.town,
    towns.people,
    towns.payments,
    round(towns.amount / towns.people, 2) as per_head,
    round(programs.city_per_head, 2) as city_per_head,
    round(towns.amount / towns.people / programs.city_per_head, 2) as times_the_city
from towns
inner join programs
    on towns.program = programs.program
order by times_the_city desc, towns.program asc, towns.town asc
