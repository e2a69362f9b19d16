-- One row is a run of days of which rows of one extract tell in an alert.
-- Answers: where does each record place the subject, on which days do they contradict?
with

alerts as (
    select
        alerts.alert_id,
        masks.alert_key,
        alerts.first_event_date,
        last_day(alerts.last_event_date) as last_event_date
    from {{ ref('red_alerts') }} as alerts
    inner join {{ ref('alert_masks') }} as masks
        on alerts.alert_id = masks.alert_id
),

rows_of_alerts as (
    select
        alerts.alert_key,
        alerts.first_event_date,
        alerts.last_event_date,
        told.extract,
        told.extract_zh,
        told.source_row,
        told.first_day,
        told.last_day,
        coalesce(told.place, told.program, '') as place,
        told.amount,
        case
            when told.extract = 'deaths' then 'death'
            when told.extract in (
                'home_service_orders', 'meal_records', 'village_labour_payments',
                'institution_stays', 'institution_leaves', 'hospital_stays',
                'insurance_inpatient_claims', 'rehabilitation_treatments',
                'custody_spells'
            ) then 'presence'
            when told.program is not null then 'payment'
            else 'record'
        end as kind
    from {{ ref('alert_rows') }} as told
    inner join alerts
        on told.alert_id = alerts.alert_id
    where told.first_day <= told.last_day
),

-- two rows contradict each other on days of the alert of which both tell
conflicts as (
    select distinct one.alert_key, one.source_row
    from rows_of_alerts as one
    inner join rows_of_alerts as other
        on one.alert_key = other.alert_key
        and one.source_row != other.source_row
        and greatest(one.first_day, other.first_day, one.first_event_date)
        <= least(one.last_day, other.last_day, one.last_event_date)
),

flagged as (
    select
        rows_of_alerts.*,
        conflicts.source_row is not null as is_conflict,
        max(rows_of_alerts.last_day) over (
            partition by
                rows_of_alerts.alert_key,
                rows_of_alerts.extract,
                rows_of_alerts.place,
                conflicts.source_row is not null
            order by rows_of_alerts.first_day, rows_of_alerts.source_row
            rows between unbounded preceding and 1 preceding
        ) as told_until
    from rows_of_alerts
    left join conflicts
        on rows_of_alerts.alert_key = conflicts.alert_key
        and rows_of_alerts.source_row = conflicts.source_row
),

runs as (
    select
        *,
        count(*) filter (where told_until is null or first_day > told_until + 1) over (
            partition by alert_key, extract, place, is_conflict
            order by first_day, source_row
        ) as run
    from flagged
)

select
    alert_key,
    kind,
    extract,
    extract_zh,
    place,
    min(first_day) as first_day,
    max(last_day) as last_day,
    is_conflict,
    count(*) as source_rows,
    sum(amount) as amount
from runs
group by alert_key, kind, extract, extract_zh, place, is_conflict, run
