{# Whether a unit is one that must not get an alert (a row of `int_avoided_units`), by its name: it,
   what begins with its name and so is a part of it, or with what it begins. #}
{% macro has_interest(unit, avoided) -%}
    (
        ({{ avoided }}.with_parts and starts_with({{ unit }}, {{ avoided }}.unit))
        or ({{ avoided }}.with_wholes and starts_with({{ avoided }}.unit, {{ unit }}))
    )
{%- endmacro %}


{# Of those asked about alerts (a CTE with `alert_id` and the column `unit`) who must not get them, by
   the CTE `avoided` of `int_avoided_units`. An anti join by names alone would hold every alert against
   every other. #}
{% macro asked_with_interest(asked, unit) -%}
    select distinct {{ asked }}.alert_id, {{ asked }}.{{ unit }}
    from {{ asked }}
    inner join avoided
        on {{ asked }}.alert_id = avoided.alert_id
    where {{ has_interest(asked ~ '.' ~ unit, 'avoided') }}
{%- endmacro %}
