{# A rule's premise may expire: `valid_from` and `valid_to` in its meta are the first and last day of
   the events it may judge. A rule whose meta names one filters its events by `premise_holds`; a test
   holds the two together. #}
{% macro premise_holds(day) -%}
    {%- set valid_from = premise_limit('valid_from') -%}
    {%- set valid_to = premise_limit('valid_to') -%}
    {{ day }} between
    {{ "date '" ~ valid_from ~ "'" if valid_from else day }}
    and {{ "date '" ~ valid_to ~ "'" if valid_to else day }}
{%- endmacro %}


{# A day as text, or nothing where the rule names none. The graph is known only at run time, and not
   to unit tests, which override this macro. #}
{% macro premise_limit(key) -%}
    {%- if execute and graph.nodes is defined -%}
        {%- set rule = graph.nodes['model.' ~ project_name ~ '.rule_' ~ rule_id()] -%}
        {{ return(rule.config.meta.get(key, '') | string) }}
    {%- endif -%}
{%- endmacro %}


{# A rule's premise as the catalogue shows it. Where it may expire (`premise_ends` in meta says by what)
   it says so, until a city has set `valid_to`, or a steward has confirmed on a day
   (`premise_confirmed`) that it still holds. #}
{% macro premise_told(meta) -%}
    {%- if meta.premise_ends and not meta.valid_to and not meta.premise_confirmed -%}
        {{ return(
            meta.premise ~ '（尚未确认此前提仍然成立：' ~ meta.premise_ends
            ~ '的，应当在规则中设定valid_to停用）'
        ) }}
    {%- endif -%}
    {{ return(meta.premise) }}
{%- endmacro %}
