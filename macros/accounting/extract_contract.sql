{# An extract's contract as its source YAML states it: columns (name, header, type, required), key,
   spells (pairs of start and end) and the words that a column may hold. Known only at run time. #}
{% macro extract_contract(provider, extract) %}
    {% set declared = graph.sources['source.' ~ project_name ~ '.' ~ provider ~ '.' ~ extract] %}
    {% set columns = [] %}
    {% for column in declared.columns.values() if column.config.meta.header %}
        {% do columns.append({
            'name': column.name,
            'header': column.config.meta.header,
            'type': column.config.meta.type,
            'required': column.config.meta.required,
        }) %}
    {% endfor %}
    {% set meta = declared.config.meta %}
    {% do return({
        'columns': columns,
        'key': meta.key,
        'spells': meta.get('spells', []),
        'words': meta.get('values', {}),
    }) %}
{% endmacro %}
