-- One row is a rule of kind alert.
-- Answers: what does a unit that checks its alerts have to know of it?
with

rules as (
    select
        rule_id,
        title,
        how_to_check_zh,
        false_alarms_zh,
        string_split(policy_basis, '、') as policy_entries
    from {{ ref('rule_catalogue') }}
    where kind = 'alert'
),

-- a title that is not sure is never shown without its mark
policies as (
    select
        entry,
        string_agg(
            '《' || title || '》'
            || case when confidence = 'sure' then '' else '（待核）' end,
            '、'
            order by code
        ) as titles
    from {{ ref('policies') }}
    group by entry
),

policies_of_rules as (
    select
        rules.rule_id,
        string_agg(policies.titles, '、' order by policies.entry) as policies
    from rules
    inner join policies
        on list_contains(rules.policy_entries, policies.entry)
    group by rules.rule_id
)

select
    rules.rule_id,
    rules.title,
    policies_of_rules.policies,
    rules.how_to_check_zh as how_to_check,
    rules.false_alarms_zh as false_alarms
from rules
left join policies_of_rules
    on rules.rule_id = policies_of_rules.rule_id
