-- One row is a measured figure held against one of its limits.
-- Answers: which figures does the gate judge, and what may they be?
with

measures as (
    {%- for kind in ['row', 'fit', 'column', 'arrival', 'month'] %}
    select check_id, extract, file_name, month, item, measured, judged_rows, affected
    from {{ ref('int_' ~ kind ~ '_measures') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

limits as (
    select limit_id, check_id, extract, level, at_least, at_most, min_rows
    from {{ ref('quality_limits') }}
),

-- a limit for an extract takes the place of the one for all
limits_of_measures as (
    select
        measures.*,
        limits.limit_id,
        limits.level,
        limits.at_least,
        limits.at_most,
        limits.min_rows,
        rank() over (
            partition by
                measures.check_id,
                measures.extract,
                measures.file_name,
                measures.month,
                measures.item,
                limits.level
            order by (limits.extract = 'all')
        ) as rank_of_limit
    from measures
    inner join limits
        on measures.check_id = limits.check_id
        and limits.extract in (measures.extract, 'all')
)

select
    row_number() over (
        order by limit_id, extract, file_name, month nulls first, item
    ) as question_id,
    limit_id,
    check_id,
    level,
    extract,
    file_name,
    month,
    item,
    measured,
    at_least,
    at_most,
    judged_rows,
    affected
from limits_of_measures
-- a share of few rows says nothing
where rank_of_limit = 1 and judged_rows >= min_rows
