-- One row is a town or a month with what its sampled cases showed.
-- Answers: how much do the rules miss?
with

sampled_cases as (
    select sample_id, month, addressee
    from {{ ref('monthly_sample') }}
),

findings as (
    select sample_id, finding_kind
    from {{ ref('sample_findings') }}
),

samples_by_item as (
    select 'town' as dimension, addressee as item, sample_id
    from sampled_cases
    union all
    select 'month' as dimension, strftime(month, '%Y-%m') as item, sample_id
    from sampled_cases
)

select
    samples_by_item.dimension,
    samples_by_item.item,
    count(*) as sampled,
    count(findings.finding_kind) as sample_checked,
    count(*) filter (where findings.finding_kind = 'confirmed') as sample_confirmed
from samples_by_item
left join findings
    on samples_by_item.sample_id = findings.sample_id
group by samples_by_item.dimension, samples_by_item.item
