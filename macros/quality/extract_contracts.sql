{# What the quality gate asks of an extract, all of it read from the contract in the source YAML:
   `extract_contract` with provider, Chinese names, cadence, and which columns tell whom a row is
   about, when, and of how much money. Known only at run time. #}
{% macro quality_contract(extract) %}
    {% for source in graph.sources.values() if source.schema == 'raw' and source.name == extract %}
        {% set contract = extract_contract(source.source_name, extract) %}
        {% set meta = source.config.meta %}
        {% do contract.update({
            'extract': extract,
            'extract_zh': meta.title_zh,
            'provider': source.source_name,
            'provider_zh': source.source_meta.title_zh,
            'cadence': meta.cadence,
            'is_steady': meta.get('steady', false),
            'is_optional': meta.get('optional', false),
            'id': first_required(contract, ['id']),
            'name': first_required(contract, ['name']),
            'money': first_required(contract, ['money']),
            'day': day_of_extract(contract),
            'town': 'town' in contract.columns | map(attribute='name'),
        }) %}
        {% do return(contract) %}
    {% endfor %}
{% endmacro %}


{# The name of the first required column of one of the types; none where there is no such column. #}
{% macro first_required(contract, types) %}
    {% for column in contract.columns if column.required and column.type in types %}
        {% do return(column.name) %}
    {% endfor %}
    {% do return(none) %}
{% endmacro %}


{# The day a row tells of: its first required day, else the last one of its year. #}
{% macro day_of_extract(contract) %}
    {% set day = first_required(contract, ['date', 'month', 'moment']) %}
    {% if day %}
        {% do return(believable_day('cast(' ~ day ~ ' as date)')) %}
    {% elif 'fiscal_year' in contract.columns | map(attribute='name') %}
        {% do return(believable_day(day_in_year('fiscal_year', 12, 31))) %}
    {% endif %}
    {% do return('cast(null as date)') %}
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
