{# The end of every rule: adds to its episodes what all alerts have, in the columns that all share.

   The CTE `episodes` holds one row per alert with subject_id, episode_key, first_event_date,
   last_event_date, event_count, amount_at_risk, reason and evidence (see `evidence`). Its reason goes
   on where the name of the subject ends, which is put before it here, behind a `title` if one is
   given: 服务人员 and 样一 and 2023年3月1日…. #}

{# For subjects that are people: name and town come from int_people. A rule that rests on its
   subject's death day says so with `rests_on_death` (true, or a condition on its episodes): where
   records show the person alive later, the reason then ends with a warning. #}
{% macro person_alerts(episodes, subject_kind='person', title='', rests_on_death=none) %}
select
    {{ alert_id(episodes) }} as alert_id,
    cast('{{ rule_id() }}' as string) as rule_id,
    cast('{{ subject_kind }}' as string) as subject_kind,
    {{ episodes }}.subject_id,
    people.name as subject_name,
    people.town,
    {{ alert_columns(episodes, title, "coalesce(people.name, '姓名不详者')", rests_on_death) }}
from {{ episodes }}
inner join {{ ref('int_people') }} as people
    on {{ episodes }}.subject_id = people.person_id
{%- if rests_on_death %}
left join {{ ref('int_contradicted_deaths') }} as contradicted_deaths
    on {{ episodes }}.subject_id = contradicted_deaths.person_id
{%- endif %}
{% endmacro %}


{# For subjects that are no people: the episodes bring subject_name and town themselves. #}
{% macro organisation_alerts(episodes, subject_kind, title='') %}
select
    {{ alert_id(episodes) }} as alert_id,
    cast('{{ rule_id() }}' as string) as rule_id,
    cast('{{ subject_kind }}' as string) as subject_kind,
    {{ episodes }}.subject_id,
    cast({{ episodes }}.subject_name as string) as subject_name,
    cast({{ episodes }}.town as string) as town,
    {{ alert_columns(episodes, title, episodes ~ '.subject_name') }}
from {{ episodes }}
{% endmacro %}


{# Stays the same from build to build, however the evidence grows. #}
{% macro alert_id(episodes) -%}
    substring({{ sha256_hex(
        "'" ~ rule_id() ~ "|' || " ~ episodes ~ ".subject_id || '|' || " ~ episodes ~ '.episode_key'
    ) }}, 1, 16)
{%- endmacro %}


{% macro alert_columns(episodes, title, name, rests_on_death=none) -%}
    cast({{ episodes }}.episode_key as string) as episode_key,
    {{ episodes }}.first_event_date,
    {{ episodes }}.last_event_date,
    cast({{ episodes }}.event_count as bigint) as event_count,
    {{ clamped_amount(episodes ~ '.amount_at_risk') }} as amount_at_risk,
    {% if title %}'{{ title }}' || {% endif %}{{ name }} || {{ episodes }}.reason
    {%- if rests_on_death %} || case
        when contradicted_deaths.sign_days > 0
            {%- if rests_on_death is string %} and {{ rests_on_death }}{% endif %}
            then '死亡日之后另有' || {{ zh_count('contradicted_deaths.sign_days') }}
                || '天的住院、入住等记录，首次为' || {{ zh_day('contradicted_deaths.first_sign_date') }}
                || '，请先核实本人是否在世。'
        else ''
    end
    {%- endif %} as reason,
    {{ episodes }}.evidence
{%- endmacro %}


{# The source rows of an alert, without repeats, sorted by code point: over the rows of an episode,
   the columns that hold one source row each, and the columns that hold lists of them. #}
{% macro evidence(source_rows, lists=[]) -%}
    {{ merged_list(joined_lists([list_of(source_rows)] + lists)) }}
{%- endmacro %}
