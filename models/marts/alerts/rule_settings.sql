-- One row is a rule with all that decides what it raises, beside the data.
-- Answers: did a rule's version, premise or parameters change since a build?
with

rules as (
    select rule_id, version, valid_from, valid_to
    from {{ ref('rule_catalogue') }}
),

-- the office's settings count on the as-of date, a policy's figures at any time
parameters as (
    select
        rule_id,
        parameter || '=' || value || '@' || cast(valid_from as string) as setting
    from {{ ref('rule_parameters') }}
    where judged_by = 'event_day' or valid_from <= {{ as_of_date() }}
),

settings_of_rules as (
    select
        rule_id,
        {{ collected_list('setting') }} as settings
    from parameters
    group by rule_id
)

select
    rules.rule_id,
    rules.version,
    rules.valid_from,
    rules.valid_to,
    coalesce(settings_of_rules.settings, {{ empty_list() }}) as settings
from rules
left join settings_of_rules
    on rules.rule_id = settings_of_rules.rule_id
