-- One row is a delivered file, or a sheet of it, with a sum in a note below its data.
-- Answers: which sum does the sender state where no row of the data states one?
with

notes as (
    select {{ each_value('totals') }} as note, extract
    from {{ ref('base_landed_files') }}
    -- a sum of rows that are gone says nothing of those that stay
    where purged = 0
)

select
    extract,
    struct_extract(note, 'file_name') as file_name,
    sum(try_cast(
        translate(struct_extract(note, 'total'), '¥￥元, ', '') as double
    )) as yuan
from notes
group by extract, struct_extract(note, 'file_name')
