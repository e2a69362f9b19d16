{# An extract's contract as its source YAML states it: columns (name, header, type, required), key,
   spells (pairs of start and end) and the words that a column may hold. Known at parse time. #}
{% macro extract_contract(provider, extract) %}
    {% set contract = contracts().get(extract) %}
    {% if not contract or contract.provider != provider %}
        {% do exceptions.raise_compiler_error(
            'models/staging/' ~ provider ~ '/_' ~ provider ~ '__sources.yml: no contract of '
            ~ extract ~ ' is known; declare it there and run `plumbline write-extracts`'
        ) %}
    {% endif %}
    {% do return(contract) %}
{% endmacro %}
