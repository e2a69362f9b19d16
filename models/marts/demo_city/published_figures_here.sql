-- One row is a published figure and the same figure found in this warehouse.
-- Answers: does the made-up city reproduce what the first city published?
with

published as (
    select figure, measure, published, comparison
    from {{ ref('published_figures') }}
),

outcomes as (
    select *
    from {{ ref('alert_outcomes') }}
),

outcomes_by_figure as (
    select rule_id as figure, *
    from outcomes
    union all
    select 'civil_affairs' as figure, *
    from outcomes
    where is_of_civil_affairs
),

totals as (
    select
        figure,
        count(*) as alerts,
        count(distinct subject_id) as people,
        count(distinct town) as towns,
        count(*) filter (where is_confirmed) as confirmed,
        sum(recovered_amount) as recovered_yuan,
        sum(persons_handled) as persons_handled
    from outcomes_by_figure
    group by figure
),

found as (
    select
        published.figure,
        published.measure,
        published.published,
        published.comparison,
        coalesce(case published.measure
            when 'alerts' then totals.alerts
            when 'people' then totals.people
            when 'towns' then totals.towns
            when 'confirmed' then totals.confirmed
            when 'recovered_yuan' then totals.recovered_yuan
            when 'persons_handled' then totals.persons_handled
        end, 0) as here
    from published
    left join totals
        on published.figure = totals.figure
)

select
    figure,
    measure,
    published,
    comparison,
    cast(here as decimal(14, 2)) as here,
    case comparison
        when 'equal' then here = published
        when 'at_least' then here >= published
    end as agrees
from found
