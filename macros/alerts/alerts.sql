{# The end of every rule: adds to its episodes what all alerts have, in the columns that all share.

   The CTE `episodes` holds one row per alert with subject_id, episode_key, first_event_date,
   last_event_date, event_count, amount_at_risk, reason and evidence (see `evidence`). #}

{# For subjects that are people: name and town come from int_people. #}
{% macro person_alerts(episodes, subject_kind='person') %}
select
    {{ alert_id(episodes) }} as alert_id,
    cast('{{ rule_id() }}' as string) as rule_id,
    cast('{{ subject_kind }}' as string) as subject_kind,
    {{ episodes }}.subject_id,
    people.name as subject_name,
    people.town,
    {{ alert_columns(episodes) }}
from {{ episodes }}
inner join {{ ref('int_people') }} as people
    on {{ episodes }}.subject_id = people.person_id
{% endmacro %}


{# For subjects that are no people: the episodes bring subject_name and town themselves. #}
{% macro organisation_alerts(episodes, subject_kind) %}
select
    {{ alert_id(episodes) }} as alert_id,
    cast('{{ rule_id() }}' as string) as rule_id,
    cast('{{ subject_kind }}' as string) as subject_kind,
    {{ episodes }}.subject_id,
    cast({{ episodes }}.subject_name as string) as subject_name,
    cast({{ episodes }}.town as string) as town,
    {{ alert_columns(episodes) }}
from {{ episodes }}
{% endmacro %}


{# Stays the same from build to build, however the evidence grows. #}
{% macro alert_id(episodes) -%}
    substring({{ sha256_hex(
        "'" ~ rule_id() ~ "|' || " ~ episodes ~ ".subject_id || '|' || " ~ episodes ~ '.episode_key'
    ) }}, 1, 16)
{%- endmacro %}


{% macro alert_columns(episodes) -%}
    cast({{ episodes }}.episode_key as string) as episode_key,
    {{ episodes }}.first_event_date,
    {{ episodes }}.last_event_date,
    cast({{ episodes }}.event_count as bigint) as event_count,
    {{ clamped_amount(episodes ~ '.amount_at_risk') }} as amount_at_risk,
    {{ episodes }}.reason,
    {{ episodes }}.evidence
{%- endmacro %}


{# The source rows of an alert, without repeats, sorted by code point: over the rows of an episode,
   the columns that hold one source row each, and the columns that hold lists of them. #}
{% macro evidence(source_rows, lists=[]) -%}
    {{ merged_list(joined_lists([list_of(source_rows)] + lists)) }}
{%- endmacro %}
