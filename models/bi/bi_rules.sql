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
    coverage.scene_title,
    rules.dimension,
    coverage.dimension_title,
    rules.subject_kind,
    rules.policy_basis,
    rules.power_item,
    rules.version,
    rules.owner,
    rules.premise,
    rules.valid_from,
    rules.valid_to,
    rules.page,
    rules.example_zh,
    rules.why_flagged_zh,
    rules.how_to_check_zh,
    rules.false_alarms_zh,
    settings.settings,
    coalesce(inputs.judged_extracts, []) as judged_extracts,
    coalesce(inputs.needed_extracts, []) as needed_extracts
from {{ ref('rule_catalogue') }} as rules
inner join settings
    on rules.rule_id = settings.rule_id
inner join {{ ref('rule_coverage') }} as coverage
    on rules.scene = coverage.scene and rules.dimension = coverage.dimension
left join inputs
    on rules.rule_id = inputs.rule_id
