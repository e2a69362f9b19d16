-- One row is a rule and a build that had other settings for it than the build before.
-- Answers: in which builds may a rule's alerts have gone though no data changed?
with

builds as (
    select built_at
    from {{ ref('builds') }}
),

changes as (
    select
        rule_id,
        dbt_valid_from,
        row_number() over (
            partition by rule_id order by dbt_valid_from, dbt_scd_id
        ) as version_number
    from {{ ref('rule_settings_history') }}
)

select distinct
    changes.rule_id,
    builds.built_at
from changes
asof inner join builds
    on changes.dbt_valid_from >= builds.built_at
-- a rule's first settings are no change; that it was retired is one
where changes.version_number > 1
