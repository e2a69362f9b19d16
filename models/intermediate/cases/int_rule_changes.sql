-- One row is a rule and a build that had other settings for it than the build before.
-- Answers: in which builds may alerts have gone though no data changed, and why?
with

builds as (
    select built_at
    from {{ ref('builds') }}
),

settings as (
    select
        rule_id,
        dbt_valid_from,
        version,
        settings,
        -- a rule that was retired is as much another rule as one of another version
        dbt_is_deleted = 'True' as is_retired,
        lag(version) over this_rule as version_before,
        lag(settings) over this_rule as settings_before,
        row_number() over this_rule as version_number
    from {{ ref('rule_settings_history') }}
    window this_rule as (partition by rule_id order by dbt_valid_from, dbt_scd_id)
)

select distinct
    settings.rule_id,
    builds.built_at,
    case
        when
            settings.version = settings.version_before
            and settings.settings = settings.settings_before
            and not settings.is_retired
            then 'premise'
        else 'rule_or_parameter'
    end as change
from settings
asof inner join builds
    on settings.dbt_valid_from >= builds.built_at
-- a rule's first settings are no change
where settings.version_number > 1
