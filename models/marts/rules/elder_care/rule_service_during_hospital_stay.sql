-- One alert per hospital episode: home visits on days certain in hospital.
-- Answers: who was visited at home while in hospital?
with

visits as (
    select id_number as person_id, service_date, amount, source_row
    from {{ ref('stg_home_service_orders') }}
    -- the premise is a ward closed to visitors: who could have been served there?
    where {{ premise_holds('service_date') }}
),

hospital_episodes as (
    select person_id, admitted_date, certain_from, certain_to, source_rows
    from {{ ref('int_hospital_episodes') }}
),

visits_in_hospital as (
    select
        visits.person_id,
        hospital_episodes.admitted_date,
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
        {{ zh_day('admitted_date') }} || '起住院，'
        || {{ zh_days('min(service_date)', 'max(service_date)') }} || '住院期间仍有上门服务'
        || {{ zh_count('count(*)') }} || '次，结算' || {{ zh_yuan('sum(amount)') }}
        || '。' as reason,
        {{ evidence(['visit_source_row'], lists=['hospital_source_rows']) }} as evidence
    from visits_in_hospital
    group by person_id, admitted_date
)

{{ person_alerts('episodes') }}
