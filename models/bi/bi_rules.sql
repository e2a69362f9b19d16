-- One row is a rule, as its page describes it.
-- Answers: what does each rule look for, on what grounds, by which parameters?
with

settings as (
    select rule_id, settings
    from {{ ref('rule_settings') }}
),

inputs as (
    select
        rule_id,
        list(extract order by extract) filter (where role = 'judged')
            as judged_extracts,
        list(extract order by extract) filter (where role = 'needed')
            as needed_extracts
    from {{ ref('rule_inputs') }}
    group by rule_id
)

select
    rules.rule_id,
    rules.title,
    rules.kind,
    rules.scene,
    rules.dimension,
    rules.subject_kind,
    rules.policy_basis,
    rules.power_item,
    rules.version,
    rules.owner,
    rules.premise,
    rules.valid_from,
    rules.valid_to,
    rules.page,
    settings.settings,
    coalesce(inputs.judged_extracts, []) as judged_extracts,
    coalesce(inputs.needed_extracts, []) as needed_extracts
from {{ ref('rule_catalogue') }} as rules
inner join settings
    on rules.rule_id = settings.rule_id
left join inputs
    on rules.rule_id = inputs.rule_id
