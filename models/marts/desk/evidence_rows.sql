-- One row is a cell of a delivered row that an alert or a service lead rests on.
-- Answers: what exactly did the department deliver, under which header?
{%- for told in told_of_extracts() %}
select
    evidence.alert_id,
    '{{ told.extract }}' as extract,
    delivered.file_name,
    delivered.row_number,
    delivered.cell.column_number,
    delivered.cell.header,
    delivered.cell.cell,
    evidence.source_row
from (
    select
        file_name,
        row_number,
        unnest({{ told.cells }}) as cell
    from {{ source(told.provider, told.extract) }}
    where
        '{{ told.extract }}/' || file_name || '#' || row_number in (
            select named.source_row
            from {{ ref('alert_rows') }} as named
        )
) as delivered
inner join {{ ref('alert_rows') }} as evidence
    on evidence.source_row
    = '{{ told.extract }}/' || delivered.file_name || '#' || delivered.row_number
where delivered.cell.cell != ''
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
