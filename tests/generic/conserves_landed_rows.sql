{# Every landed row is accounted for, once, only a rejected one has reasons, and no two staged rows share
   the key of the extract's contract. Returns the source rows where that does not hold. #}
{% test conserves_landed_rows(model, provider, extract) %}
    select file_name, row_number
    from (
        select file_name, row_number, 1 as landed, 0 as accounted, 0 as wrongly_judged
        from {{ source(provider, extract) }}
        union all
        select
            file_name,
            row_number,
            0 as landed,
            1 as accounted,
            case
                when row_status is null
                    or (row_status = 'rejected') != ({{ list_length('reasons') }} > 0)
                    then 1
                else 0
            end as wrongly_judged
        from {{ model }}
    ) as rows_of_both
    group by file_name, row_number
    having sum(landed) != 1 or sum(accounted) != 1 or sum(wrongly_judged) > 0
    {%- if execute %}
    union all
    select max(file_name) as file_name, max(row_number) as row_number
    from {{ model }}
    where row_status = 'staged'
    group by {{ key_columns(extract_contract(provider, extract)) | join(', ') }}
    having count(*) > 1
    {%- endif %}
{% endtest %}
