-- One row is a build that was published, also the one that this file came from.
-- Answers: when was what I read built, and for which day is it true?
with

published as (
    select
        built_at,
        as_of_date,
        false as is_replay
    from {{ ref('builds') }}
    {%- if is_replay() %}
    union all
    select
        {{ build_began() }} as built_at,
        {{ as_of_date() }} as as_of_date,
        true as is_replay
    {%- endif %}
)

select
    built_at,
    as_of_date,
    is_replay,
    row_number() over (order by is_replay desc, built_at desc) = 1 as is_this_file
from published
