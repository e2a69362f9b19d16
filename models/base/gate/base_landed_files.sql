-- One row is one delivered file, also one without a row.
-- Answers: which files arrived, how many rows each, and which columns lack?
select
    extract,
    file as file_name,
    delivery_order,
    rows + purged as landed,
    purged,
    content,
    encoding,
    unknown_columns,
    absent_columns,
    notes,
    totals
from {{ source('landing', 'landed_files') }}
