{# Every staged row has its source row, no two the same one, and no two rows share the key of the
   extract's contract. Returns what repeats or lacks. #}
{% test keyed_by_contract(model, provider, extract) %}
    {%- if execute %}
    select source_row as repeated
    from {{ model }}
    group by source_row
    having count(*) > 1 or source_row is null
    union all
    select max(source_row) as repeated
    from {{ model }}
    group by {{ key_columns(extract_contract(provider, extract)) | join(', ') }}
    having count(*) > 1
    {%- endif %}
{% endtest %}
