-- One row is a landed row of what units sent back, whatever became of it.
-- Answers: where does it stand in which file, and what in it could not be used?
{%- set columns = extract_contract('inspection_offices', 'case_feedback').columns
    if execute else [] %}
with

landed_rows as (
    select *
    from {{ ref('base_case_feedback') }}
)

select
    alert_id,
    handled_date,
    status,
    unit,
    row_status,
    -- what was written, column by column
    case
        when row_status = 'rejected'
            then concat_ws(
                '；',
                {%- for column in columns %}
                case
                    when list_contains(reasons, 'missing_{{ column.name }}')
                        then '{{ column.header }}未填'
                end,
                case
                    when list_has_any(
                        reasons,
                        [
                            {%- for fault in ['invalid', 'negative', 'future', 'implausible'] %}
                            '{{ fault }}_{{ column.name }}',
                            {%- endfor %}
                        ]
                    )
                        then '{{ column.header }}“' || (landed_text ->> '{{ column.header }}')
                            || '”不能用'
                end,
                {%- endfor %}
                null
            )
    end as unusable_text,
    file_name,
    row_number,
    source_row
from landed_rows
