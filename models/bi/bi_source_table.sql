-- One row is a figure that the first city published.
-- Answers: what did the first city find, and what does this one find of the same?
with

published as (
    select figure, measure, published
    from {{ ref('published_figures') }}
),

rules as (
    select rule_id, title, scene
    from {{ ref('rule_catalogue') }}
),

cases as (
    select *
    from {{ ref('cases') }}
    where alert_id = case_id and not is_withdrawn
),

-- civil affairs' total is of all rules of its scenes; associations register there, too
cases_by_figure as (
    select rule_id as figure, *
    from cases
    union all
    select 'civil_affairs' as figure, cases.*
    from cases
    inner join rules
        on cases.rule_id = rules.rule_id
    where rules.scene in ('elder_care', 'relief', 'disability', 'association')
),

totals as (
    select
        figure,
        count(*) as alerts,
        count(distinct subject_id) as people,
        count(distinct town) as towns,
        count(*) filter (where concluded_as = 'confirmed') as confirmed,
        sum(recovered_amount) as recovered_yuan,
        sum(persons_handled) as persons_handled
    from cases_by_figure
    group by figure
)

select
    published.figure,
    coalesce(rules.title, '民政领域合计') as title,
    published.measure,
    cast(published.published as bigint) as published,
    cast(coalesce(case published.measure
        when 'alerts' then totals.alerts
        when 'people' then totals.people
        when 'towns' then totals.towns
        when 'confirmed' then totals.confirmed
        when 'recovered_yuan' then totals.recovered_yuan
        when 'persons_handled' then totals.persons_handled
    end, 0) as decimal(18, 2)) as here
from published
left join rules
    on published.figure = rules.rule_id
left join totals
    on published.figure = totals.figure
