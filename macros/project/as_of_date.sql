{# The day the data is true for, one for a whole build: PLUMBLINE_AS_OF, else the sample's own day
   while the sample is what is landed, else today in China. #}
{% macro as_of_date() %}
    {#- only a build has a day: a project read without one need not be read again for the next -#}
    {%- if not execute -%}
        {{ return('cast(null as date)') }}
    {%- endif -%}
    {%- set given = env_var('PLUMBLINE_AS_OF', '') -%}
    {%- if given -%}
        {%- set shape = modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', given) -%}
        {%- if not shape -%}
            {{ exceptions.raise_compiler_error(
                "PLUMBLINE_AS_OF is '" ~ given ~ "'; expected a day as YYYY-MM-DD"
            ) }}
        {%- endif -%}
        {%- set day = given -%}
    {%- elif not env_var('PLUMBLINE_LANDING', '') -%}
        {%- set day = var('sample_as_of') -%}
    {%- else -%}
        {%- set in_china = modules.pytz.timezone('Asia/Shanghai') -%}
        {%- set day = run_started_at.astimezone(in_china).strftime('%Y-%m-%d') -%}
    {%- endif -%}
    cast('{{ day }}' as date)
{%- endmacro %}
