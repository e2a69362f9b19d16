-- One row is a sampled case that was checked.
-- Answers: what did checking find where no rule said anything?
with

sampled_cases as (
    select sample_id, month, addressee
    from {{ ref('monthly_sample') }}
),

results as (
    select *
    from {{ ref('int_feedback_steps') }}
    where finding is not null and is_result
)

select
    sampled_cases.sample_id,
    sampled_cases.month,
    sampled_cases.addressee,
    max(results.handled_date) as checked_on,
    max_by(results.finding, (results.handled_date, results.source_row)) as finding,
    max_by(results.finding_kind, (results.handled_date, results.source_row))
        as finding_kind
from sampled_cases
inner join results
    on sampled_cases.sample_id = results.alert_id
group by sampled_cases.sample_id, sampled_cases.month, sampled_cases.addressee
