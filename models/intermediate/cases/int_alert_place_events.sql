-- One row is an alert, and a place that its judged rows name, or none.
-- Answers: how much of what the alert is about happened there?
with

evidence as (
    select
        alert_id,
        rule_id,
        first_event_date,
        last_event_date,
        {{ each_value('evidence') }} as source_row
    from {{ ref('int_alert_status') }}
    -- the rows that an alert which went rested on may be others' by now
    where not is_withdrawn
),

judged_extracts as (
    select rule_id, extract
    from {{ ref('rule_inputs') }}
    where role = 'judged'
),

row_events as (
    select source_row, first_date, last_date, is_month, amount
    from {{ ref('int_row_events') }}
),

letter_places as (
    select
        row_places.source_row,
        row_places.place_kind,
        row_places.place
    from {{ ref('int_row_places') }} as row_places
    inner join {{ ref('place_kinds') }} as place_kinds
        on row_places.place_kind = place_kinds.place_kind
    where place_kinds.gets_letters
),

-- what happened, within the days of the alert; other rows say why it should not have
judged_rows as (
    select
        evidence.alert_id,
        judged_extracts.extract,
        letter_places.place_kind,
        letter_places.place,
        row_events.is_month,
        row_events.amount,
        row_events.first_date = row_events.last_date as is_one_date,
        greatest(row_events.first_date, evidence.first_event_date) as first_date,
        least(row_events.last_date, evidence.last_event_date) as last_date
    from evidence
    inner join judged_extracts
        on evidence.rule_id = judged_extracts.rule_id
        and split_part(evidence.source_row, '/', 1) = judged_extracts.extract
    inner join row_events
        on evidence.source_row = row_events.source_row
    left join letter_places
        on evidence.source_row = letter_places.source_row
)

select
    alert_id,
    place_kind,
    place,
    min(extract) as extract,
    count(*) as event_count,
    min(first_date) as first_event_date,
    max(last_date) as last_event_date,
    bool_or(is_month) as is_by_month,
    case when bool_and(coalesce(is_one_date, false)) then count(distinct first_date) end
        as date_count,
    cast(sum(amount) as decimal(14, 2)) as row_amount
from judged_rows
group by alert_id, place_kind, place
