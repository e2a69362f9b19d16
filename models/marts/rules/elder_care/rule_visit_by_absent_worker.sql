-- One alert per worker and month: visits on days the worker cannot have worked.
-- Answers: who is said to have visited while dead, in hospital, a home or custody?
with

visits as (
    select
        worker_id_number as worker_id,
        id_number as client_id,
        service_date,
        {{ month_of('service_date') }} as month,
        amount,
        source_row
    from {{ ref('stg_home_service_orders') }}
    where worker_id_number is not null
),

absences as (
    select person_id, absence_kind, absence_zh, certain_from, certain_to, source_rows
    from {{ ref('int_certain_absences') }}
),

clients as (
    select person_id, name
    from {{ ref('int_people') }}
),

-- a visit is one, however many absences hold its day
absent_visits as (
    select
        visits.worker_id,
        visits.client_id,
        visits.service_date,
        visits.month,
        visits.amount,
        visits.source_row,
        max(case when absences.absence_kind = 'death' then 1 else 0 end)
            as is_after_death,
        {{ collected_list('absences.absence_zh') }} as absences_zh,
        {{ merged_list('absences.source_rows') }} as absence_source_rows
    from visits
    inner join absences
        on visits.worker_id = absences.person_id
        and visits.service_date between absences.certain_from and absences.certain_to
    group by
        visits.worker_id,
        visits.client_id,
        visits.service_date,
        visits.month,
        visits.amount,
        visits.source_row
),

episodes as (
    select
        absent_visits.worker_id as subject_id,
        substring(cast(absent_visits.month as string), 1, 7) as episode_key,
        min(absent_visits.service_date) as first_event_date,
        max(absent_visits.service_date) as last_event_date,
        count(*) as event_count,
        sum(absent_visits.amount) as amount_at_risk,
        max(absent_visits.is_after_death) as has_visit_after_death,
        {{ zh_period(
            'min(absent_visits.service_date)', 'max(absent_visits.service_date)'
        ) }} || '登记有' || {{ zh_count('count(*)') }} || '次上门服务（服务对象：'
        || {{ zh_names('clients.name') }} || '），日期在其'
        || {{ joined_list(merged_list('absent_visits.absences_zh')) }}
        || {{ zh_sum('，结算', 'sum(absent_visits.amount)') }} || '。' as reason,
        {{ evidence(
            ['absent_visits.source_row'], lists=['absent_visits.absence_source_rows']
        ) }} as evidence
    from absent_visits
    inner join clients
        on absent_visits.client_id = clients.person_id
    group by absent_visits.worker_id, absent_visits.month
)

{{ person_alerts(
    'episodes',
    subject_kind='worker',
    title='服务人员',
    rests_on_death='episodes.has_visit_after_death = 1',
) }}
