{# The landed rows of an extract in the few columns that its delivery profile counts. #}
{% macro profiled_rows(extract) %}
{%- set rows = ref('base_' ~ extract) -%}
{%- set contract = quality_contract(extract) -%}
select
    '{{ extract }}' as extract,
    file_name,
    row_status,
    {{ contract.day }} as day,
    {{ contract.id or 'null' }} as id_number,
    {{ contract.name or 'null' }} as name,
    {{ contract.money or 'null' }} as amount,
    {{ is_totals_row(extract) }} as is_total
from {{ rows }}
{%- endmacro %}


{# Whether a row holds the sum of others. Only association accounts are meant to; elsewhere such a
   row is rejected, and its text tells. #}
{% macro is_totals_row(extract) %}
    {%- if extract == 'association_accounts' -%}
        item = '合计'
    {%- else -%}
        row_status = 'rejected'
        and {{ regexp_like("replace(landed_text, ' ', '')", '"(合计|总计|合计金额)[:：]?"') }}
    {%- endif -%}
{% endmacro %}


{# How often each optional column of an extract holds a value, by delivered file. #}
{% macro optional_columns(extract) %}
{%- set rows = ref('base_' ~ extract) -%}
{%- set counts = [] -%}
{%- for column in quality_contract(extract).columns if not column.required -%}
    {%- do counts.append(
        "{'header': " ~ text_literal(column.header) ~ ", 'filled': count(" ~ column.name
        ~ "), 'is_day': " ~ (column.type in ['date', 'month', 'moment']) ~ '}'
    ) -%}
{%- endfor -%}
select
    extract,
    file_name,
    landed,
    unnest(columns, recursive := true)
from (
    select
        '{{ extract }}' as extract,
        file_name,
        count(*) as landed,
        cast(
            [{{ counts | join(', ') }}] as struct(header varchar, filled bigint, is_day boolean)[]
        ) as columns
    from {{ rows }}
    group by file_name
)
{%- endmacro %}


{# The staged rows of an extract by month and town; none where its contract names no town. #}
{% macro town_rows(extract) %}
{%- set rows = ref('base_' ~ extract) -%}
{%- set contract = quality_contract(extract) -%}
select
    '{{ extract }}' as extract,
    {{ month_of(contract.day) }} as month,
    {{ 'town' if contract.town else 'null' }} as town,
    count(*) as delivered_rows
from {{ rows }}
where row_status = 'staged' and {{ contract.town and contract.is_steady }}
group by all
{%- endmacro %}
