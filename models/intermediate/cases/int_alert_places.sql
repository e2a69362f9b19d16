-- One row is a centre, village, institution, worker, handler or assessor of an alert.
-- Answers: where, and by whose hands, did what the alert is about happen?
with

evidence as (
    select
        alert_id,
        {{ each_value('evidence') }} as source_row
    from {{ ref('int_alert_status') }}
    -- the rows that an alert which went rested on may be others' by now
    where not is_withdrawn
),

row_places as (
    select source_row, place_kind, place
    from {{ ref('int_row_places') }}
)

select distinct
    evidence.alert_id,
    row_places.place_kind,
    row_places.place
from evidence
inner join row_places
    on evidence.source_row = row_places.source_row
