-- One row is a sampled case that was checked.
-- Answers: what did checking find where no rule said anything?
with

sampled_cases as (
    select sample_id, month, addressee
    from {{ ref('monthly_sample') }}
),

steps as (
    select *
    from {{ ref('stg_case_feedback') }}
    where finding is not null and status in ('已核查', '整改中', '已办结')
)

select
    sampled_cases.sample_id,
    sampled_cases.month,
    sampled_cases.addressee,
    max(steps.handled_date) as checked_on,
    max_by(steps.finding, (steps.handled_date, steps.source_row)) as finding
from sampled_cases
inner join steps
    on sampled_cases.sample_id = steps.alert_id
group by sampled_cases.sample_id, sampled_cases.month, sampled_cases.addressee
