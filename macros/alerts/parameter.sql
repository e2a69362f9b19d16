{# A rule's parameter from the reference table, cast to a type: the office's own setting as in force on
   the as-of date; or, with `on`, what a policy sets as in force on the day it judges, so that a new
   limit never reaches back. Which of the two it is stands in the table (`judged_by`), and a test
   holds that a rule reads it so. With `on` it stands in a select or a where, never in a join. The
   parameter is that of the model that asks, unless another rule is named. #}
{% macro parameter(name, type, rule=none, on=none) -%}
    {%- set versions -%}
        from {{ ref('rule_parameters') }}
        where rule_id = '{{ rule or rule_id() }}' and parameter = '{{ name }}'
    {%- endset -%}
    {%- if on -%}
        cast({{ value_in_force(versions, on) }} as {{ type }})
    {%- else -%}
        (
            select cast(max_by(value, valid_from) as {{ type }})
            {{ versions }} and valid_from <= {{ as_of_date() }}
        )
    {%- endif -%}
{%- endmacro %}


{# The name of the model being built, without the prefix that makes it a rule. #}
{% macro rule_id() -%}
    {%- set tested = model.get('tested_node_unique_id') -%}
    {%- set name = (tested or model.unique_id).split('.')[2] -%}
    {{ return(name[5:] if name.startswith('rule_') else name) }}
{%- endmacro %}


{# Whether a value is among those that a parameter lists, separated by 、. #}
{% macro parameter_lists(name, value, rule=none, on=none) -%}
    ('、' || {{ parameter(name, 'string', rule=rule, on=on) }} || '、')
    like ('%、' || {{ value }} || '、%')
{%- endmacro %}
