{# Every landed row is accounted for, once, only a rejected one has reasons, and no two staged rows share
   the key of the extract's contract. Returns the source rows where that does not hold. #}
{% test conserves_landed_rows(model, provider, extract) %}
    with

    landed as (
        select file_name, row_number, count(*) as times
        from {{ source(provider, extract) }}
        group by file_name, row_number
    ),

    accounted as (
        select
            file_name,
            row_number,
            count(*) as times,
            count(*) filter (
                where row_status is null
                    or (row_status = 'rejected') != (cardinality_of_reasons > 0)
            ) as wrongly_judged
        from (
            select file_name, row_number, row_status, {{ list_length('reasons') }} as cardinality_of_reasons
            from {{ model }}
        ) as rows_with_reasons
        group by file_name, row_number
    )

    select
        coalesce(landed.file_name, accounted.file_name) as file_name,
        coalesce(landed.row_number, accounted.row_number) as row_number
    from landed
    full outer join accounted
        on landed.file_name = accounted.file_name
        and landed.row_number = accounted.row_number
    where landed.times is distinct from 1
        or accounted.times is distinct from 1
        or accounted.wrongly_judged > 0
    {%- if execute %}
    union all
    select max(file_name) as file_name, max(row_number) as row_number
    from {{ model }}
    where row_status = 'staged'
    group by {{ key_columns(extract_contract(provider, extract)) | join(', ') }}
    having count(*) > 1
    {%- endif %}
{% endtest %}
