-- One alert per worker and day: visits to different clients whose times overlap.
-- Answers: which worker is said to have been in two homes at once?
with

timed_visits as (
    select
        worker_id_number,
        id_number as client_id,
        service_date,
        start_time,
        end_time,
        amount,
        source_row
    from {{ ref('stg_home_service_orders') }}
    where worker_id_number is not null and end_time > start_time
),

overlapping_visits as (
    select
        visits.worker_id_number,
        visits.client_id,
        visits.service_date,
        visits.amount,
        visits.source_row
    from timed_visits as visits
    semi join timed_visits as other_visits
        on visits.worker_id_number = other_visits.worker_id_number
        and visits.service_date = other_visits.service_date
        and visits.client_id != other_visits.client_id
        and visits.start_time < other_visits.end_time
        and visits.end_time > other_visits.start_time
),

episodes as (
    select
        worker_id_number as subject_id,
        cast(service_date as string) as episode_key,
        service_date as first_event_date,
        service_date as last_event_date,
        count(*) as event_count,
        sum(amount) - max(amount) as amount_at_risk,
        {{ zh_day('service_date') }} || '同一服务人员有' || {{ zh_count('count(*)') }}
        || '次上门服务时间重叠，涉及' || {{ zh_count('count(distinct client_id)') }}
        || '户，结算' || {{ zh_yuan('sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from overlapping_visits
    group by worker_id_number, service_date
)

{{ person_alerts('episodes', subject_kind='worker') }}
