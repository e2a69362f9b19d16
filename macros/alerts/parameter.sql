{# A rule's parameter as in force on the as-of date, from the reference table, cast to a type. The
   parameter is that of the model that asks, unless another rule is named. #}
{% macro parameter(name, type, rule=none) -%}
    (
        select cast(max_by(value, valid_from) as {{ type }})
        from {{ ref('rule_parameters') }}
        where
            rule_id = '{{ rule or rule_id() }}'
            and parameter = '{{ name }}'
            and valid_from <= {{ as_of_date() }}
    )
{%- endmacro %}


{# The name of the model being built, without the prefix that makes it a rule. #}
{% macro rule_id() -%}
    {%- set tested = model.get('tested_node_unique_id') -%}
    {%- set name = (tested or model.unique_id).split('.')[2] -%}
    {{ return(name[5:] if name.startswith('rule_') else name) }}
{%- endmacro %}


{# Whether a value is among those that a parameter lists, separated by 、. #}
{% macro parameter_lists(name, value) -%}
    ('、' || {{ parameter(name, 'string') }} || '、') like ('%、' || {{ value }} || '、%')
{%- endmacro %}
