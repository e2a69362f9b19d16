-- One alert per worker and day: visits in different households whose times overlap.
-- Answers: which worker is said to have been in two homes at once?
with

timed_visits as (
    select
        worker_id,
        client_id,
        service_date,
        start_second,
        end_second,
        amount,
        source_row
    from {{ ref('int_timed_visits') }}
),

people as (
    select person_id, name, household_id
    from {{ ref('int_people') }}
),

visits_of_households as (
    select
        timed_visits.*,
        people.name as client_name,
        people.household_id,
        60 * {{ parameter('min_overlap_minutes', 'int') }} as min_overlap_seconds
    from timed_visits
    inner join people
        on timed_visits.client_id = people.person_id
),

-- a couple served in one home is no fault; a visit may overlap several others
overlapping_visits as (
    select distinct
        visits.worker_id,
        visits.client_name,
        visits.household_id,
        visits.service_date,
        visits.amount,
        visits.source_row
    from visits_of_households as visits
    inner join visits_of_households as other_visits
        on visits.worker_id = other_visits.worker_id
        and visits.service_date = other_visits.service_date
        and visits.household_id != other_visits.household_id
        and least(visits.end_second, other_visits.end_second)
        - greatest(visits.start_second, other_visits.start_second)
        >= visits.min_overlap_seconds
),

episodes as (
    select
        worker_id as subject_id,
        cast(service_date as string) as episode_key,
        service_date as first_event_date,
        service_date as last_event_date,
        count(*) as event_count,
        sum(amount) - max(amount) as amount_at_risk,
        {{ zh_day('service_date') }} || '有' || {{ zh_count('count(*)') }}
        || '次上门服务时间重叠' || {{ zh_count(parameter('min_overlap_minutes', 'int')) }}
        || '分钟以上，服务对象分属' || {{ zh_count('count(distinct household_id)') }}
        || '户（' || {{ zh_names('client_name') }} || '）'
        || {{ zh_sum('，结算', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from overlapping_visits
    group by worker_id, service_date
)

{{ person_alerts('episodes', subject_kind='worker', title='服务人员') }}
