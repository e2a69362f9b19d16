{# For rules that alert on absence or on totals: says in the reason how many rejected rows could
   explain what seems to be missing, so that a badly typed row does not become an accusation. A row
   could explain an alert unless what can be read in it speaks of another subject, or of a day
   outside the alert's first event day and `until`.

   Takes a CTE of episodes whose `finding` is the reason without its full stop, and gives the CTE
   `<episodes>_with_unusable_rows`. Where not all episodes miss rows of the same extract, a column of
   theirs names it: `extract_column`. #}
{% macro with_unusable_rows(episodes, extract=none, until=none, extract_column=none) -%}
unusable_rows as (
    select extract, subject, event_date
    from {{ ref('int_unusable_rows') }}
    {%- if extract %}
    where extract = '{{ extract }}'
    {%- endif %}
),

unusable_rows_of_episodes as (
    select
        {{ episodes }}.subject_id,
        {{ episodes }}.episode_key,
        count(*) as unusable_rows
    from {{ episodes }}
    inner join unusable_rows
        on {{ episodes }}.subject_id
        = coalesce(unusable_rows.subject, {{ episodes }}.subject_id)
        {%- if extract_column %}
        and {{ episodes }}.{{ extract_column }} = unusable_rows.extract
        {%- endif %}
        {%- if until %}
        and {{ episodes }}.first_event_date
        <= coalesce(unusable_rows.event_date, {{ episodes }}.first_event_date)
        and {{ until }}
        >= coalesce(unusable_rows.event_date, {{ episodes }}.first_event_date)
        {%- endif %}
    group by {{ episodes }}.subject_id, {{ episodes }}.episode_key
),

{{ episodes }}_with_unusable_rows as (
    select
        {{ episodes }}.*,
        {{ episodes }}.finding || case
            when counted.unusable_rows > 0
                then '；另有' || cast(counted.unusable_rows as string)
                    || '行数据未通过校验，可能与此有关'
            else ''
        end || '。' as reason
    from {{ episodes }}
    left join unusable_rows_of_episodes as counted
        on {{ episodes }}.subject_id = counted.subject_id
        and {{ episodes }}.episode_key = counted.episode_key
)
{%- endmacro %}
