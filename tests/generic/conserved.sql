{# The total is the sum of its parts. Returns the rows where it is not. #}
{% test conserved(model, total, parts) %}
    select *
    from {{ model }}
    where {{ total }} is distinct from {{ parts | join(' + ') }}
{% endtest %}
