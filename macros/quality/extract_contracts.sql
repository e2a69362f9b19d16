{# What the quality gate asks of an extract, all of it derived from its contract: which columns tell
   whom a row is about, when, and of how much money. #}
{% macro quality_contract(extract) %}
    {% set contract = contracts()[extract] %}
    {% set day = told_day(contract) %}
    {% do contract.update({
        'id': first_required(contract, ['id']),
        'name': first_required(contract, ['name']),
        'money': first_required(contract, ['money']),
        'day': believable_day(day) if day else 'cast(null as date)',
        'town': has_column(contract, 'town'),
    }) %}
    {% do return(contract) %}
{% endmacro %}


{# Days between one delivery and the next by the extract's cadence; null where it has none. #}
{% macro days_of_cadence(cadence) %}
    {% do return({'week': 7, 'month': 31, 'quarter': 92, 'year': 366}.get(cadence, 'null')) %}
{% endmacro %}


{# Which check counts the rows rejected for a reason. #}
{% macro check_of_reason(reason, contract) %}
    {% if reason == 'ends_before_start' %}
        {% do return('backwards_share') %}
    {% elif reason == 'extra_cells' %}
        {% do return('extra_cells_share') %}
    {% endif %}
    {% set kind, column = reason.split('_', 1) %}
    {% if kind == 'missing' %}
        {% do return('missing_share') %}
    {% elif kind == 'negative' %}
        {% do return('negative_share') %}
    {% elif kind in ['future', 'implausible'] %}
        {% do return('implausible_day_share') %}
    {% elif column in contract.words %}
        {% do return('unknown_word_share') %}
    {% elif column in contract.columns | selectattr('type', 'equalto', 'id') | map(attribute='name') %}
        {% do return('invalid_id_share') %}
    {% endif %}
    {% do return('unreadable_share') %}
{% endmacro %}


{# What is wrong with a rejected row, all of it, as the department reads it; sorted by code point. #}
{% macro reason_titles(extract) -%}
    {% set contract = contracts()[extract] %}
    {% set headers = headers_by_column(contract) %}
    {% set titles = [] %}
    {% for reason in row_faults(contract) %}
        {% do titles.append(
            'case when ' ~ list_holds('reasons', text_literal(reason)) ~ ' then '
            ~ text_literal(zh_reason(reason, headers)) ~ ' end'
        ) %}
    {% endfor %}
    {{ return(sorted_list(titles)) }}
{%- endmacro %}


{% macro headers_by_column(contract) %}
    {% set headers = {} %}
    {% for column in contract.columns %}
        {% do headers.update({column.name: column.header}) %}
    {% endfor %}
    {% do return(headers) %}
{% endmacro %}


{# What is wrong with a row, as the department reads it; headers by column. #}
{% macro zh_reason(reason, headers) %}
    {% if reason == 'ends_before_start' %}
        {% do return('结束早于开始') %}
    {% elif reason == 'extra_cells' %}
        {% do return('表头以外还有内容') %}
    {% endif %}
    {% set kind, column = reason.split('_', 1) %}
    {% set wrong = {
        'missing': '为空',
        'invalid': '无法识别或不符合规定',
        'future': '晚于数据截止日',
        'implausible': '早于1900年',
        'negative': '为负数',
    } %}
    {% do return(headers[column] ~ wrong[kind]) %}
{% endmacro %}
