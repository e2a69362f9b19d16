-- One alert per worker and day: visits that cover more hours than anybody works.
-- Answers: which worker's day is longer than a day's work can be?
with

timed_visits as (
    select
        visits.worker_id,
        visits.client_id,
        visits.service_date,
        visits.start_second,
        visits.end_second,
        visits.source_row,
        max(visits.end_second) over (
            partition by visits.worker_id, visits.service_date
            order by visits.start_second, visits.end_second, visits.source_row
            rows between unbounded preceding and 1 preceding
        ) as latest_end_before
    from {{ ref('int_timed_visits') }} as visits
),

-- a time that two visits share counts once
added_times as (
    select
        *,
        greatest(
            end_second - greatest(start_second, coalesce(latest_end_before, 0)), 0
        ) as added_seconds
    from timed_visits
),

days as (
    select
        worker_id,
        service_date,
        count(*) as visits,
        count(distinct client_id) as clients,
        sum(added_seconds) as covered_seconds,
        {{ evidence(['source_row']) }} as evidence
    from added_times
    group by worker_id, service_date
),

episodes as (
    select
        worker_id as subject_id,
        cast(service_date as string) as episode_key,
        service_date as first_event_date,
        service_date as last_event_date,
        visits as event_count,
        0 as amount_at_risk,
        {{ zh_day('service_date') }} || '有' || {{ zh_count('visits') }}
        || '次上门服务，服务对象' || {{ zh_count('clients') }} || '人，服务时间合计'
        || {{ zh_duration('covered_seconds') }} || '（重叠时间只计一次），超过'
        || {{ zh_number(parameter('max_hours', 'decimal(20, 10)')) }}
        || '小时。' as reason,
        evidence
    from days
    where covered_seconds > 3600 * {{ parameter('max_hours', 'decimal(6, 2)') }}
)

{{ person_alerts('episodes', subject_kind='worker', title='服务人员') }}
