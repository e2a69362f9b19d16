-- One row is an extract and a file whose rows later ones replaced.
-- Answers: which deliveries were corrected afterwards, and how much of them?
select
    extract,
    regexp_extract(source_row, '^[^/]+/(.*)#[0-9]+$', 1) as file_name,
    count(*) as rows_replaced,
    count(distinct regexp_extract(replaced_by, '^[^/]+/(.*)#[0-9]+$', 1)) as by_files
from {{ ref('superseded_rows') }}
group by extract, regexp_extract(source_row, '^[^/]+/(.*)#[0-9]+$', 1)
order by rows_replaced desc, extract asc, file_name asc
