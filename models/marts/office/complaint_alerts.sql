-- One row is a complaint.
-- Answers: had a rule seen anything at that place when somebody complained?
with

complaints as (
    select
        complaint_number,
        received_date,
        complaint_channel,
        reported_place,
        topic_code
    from {{ ref('stg_complaints') }}
),

alerts as (
    select distinct
        places.place,
        cases.alert_id,
        cases.first_event_date,
        cases.last_event_date
    from {{ ref('alert_places') }} as places
    inner join {{ ref('cases') }} as cases
        on places.alert_id = cases.alert_id
    where cases.alert_id = cases.case_id and not cases.is_withdrawn
),

-- what lies long before the complaint is not what it is about
matches as (
    select
        complaints.complaint_number,
        alerts.alert_id
    from complaints
    inner join alerts
        on complaints.reported_place = alerts.place
        and complaints.received_date >= alerts.first_event_date
        and complaints.received_date - {{ parameter('days_before', 'int') }}
        <= alerts.last_event_date
),

counted as (
    select
        complaint_number,
        count(*) as alerts
    from matches
    group by complaint_number
)

select
    complaints.complaint_number,
    complaints.received_date,
    complaints.complaint_channel,
    complaints.reported_place,
    complaints.topic_code,
    coalesce(counted.alerts, 0) as alerts,
    counted.complaint_number is null as is_missed
from complaints
left join counted
    on complaints.complaint_number = counted.complaint_number
