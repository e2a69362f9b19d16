-- One alert per hospital episode: home visits on days certain in hospital.
-- Answers: who was visited at home while in hospital?
with

visits as (
    select id_number as person_id, worker_name, service_date, amount, source_row
    from {{ ref('stg_home_service_orders') }}
    -- the premise is a ward closed to visitors: who could have been served there?
    where {{ premise_holds('service_date') }}
),

hospital_episodes as (
    select
        person_id,
        admitted_date,
        certain_from,
        certain_to,
        hospital_names,
        source_rows
    from {{ ref('int_hospital_episodes') }}
),

visits_in_hospital as (
    select
        visits.person_id,
        hospital_episodes.admitted_date,
        hospital_episodes.hospital_names,
        visits.worker_name,
        visits.service_date,
        visits.amount,
        visits.source_row as visit_source_row,
        hospital_episodes.source_rows as hospital_source_rows
    from visits
    inner join hospital_episodes
        on visits.person_id = hospital_episodes.person_id
        and visits.service_date
        between hospital_episodes.certain_from and hospital_episodes.certain_to
),

episodes as (
    select
        person_id as subject_id,
        cast(admitted_date as string) as episode_key,
        min(service_date) as first_event_date,
        max(service_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('admitted_date') }} || '起在'
        || {{ joined_list('hospital_names') }} || '住院，'
        || {{ zh_period('min(service_date)', 'max(service_date)') }} || '仍有上门服务'
        || {{ zh_count('count(*)') }} || '次（服务人员：' || {{ zh_names('worker_name') }}
        || '）' || {{ zh_sum('，结算', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['visit_source_row'], lists=['hospital_source_rows']) }} as evidence
    from visits_in_hospital
    group by person_id, admitted_date, hospital_names
)

{{ person_alerts('episodes') }}
