-- One row is one overseas site, staged.
-- Answers: which overseas sites exist, since when, in whose charge?
select
    site_name,
    country,
    opened_date,
    closed_date,
    officer_name,
    source_row
from {{ ref('base_overseas_sites') }}
where row_status = 'staged'
