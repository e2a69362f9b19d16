-- One row is one weekly video check of one site, staged.
-- Answers: when was an overseas site checked by video?
select
    site_name,
    checkin_date,
    topic,
    issues_found,
    source_row
from {{ ref('base_overseas_site_checkins') }}
where row_status = 'staged'
