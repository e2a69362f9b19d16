-- One alert per stay in a care institution: home visits on its certain days.
-- Answers: who was visited at home while living in an institution?
with

visits as (
    select id_number as person_id, worker_name, service_date, amount, source_row
    from {{ ref('stg_home_service_orders') }}
),

institution_spells as (
    select
        person_id,
        institution_name,
        checkin_date,
        certain_from,
        certain_to,
        source_row
    from {{ ref('int_institution_spells') }}
),

visits_on_certain_days as (
    select
        visits.person_id,
        institution_spells.institution_name,
        institution_spells.checkin_date,
        visits.worker_name,
        visits.service_date,
        visits.amount,
        visits.source_row as visit_source_row,
        institution_spells.source_row as stay_source_row
    from visits
    inner join institution_spells
        on visits.person_id = institution_spells.person_id
        and visits.service_date
        between institution_spells.certain_from and institution_spells.certain_to
),

episodes as (
    select
        person_id as subject_id,
        institution_name || '|' || cast(checkin_date as string) as episode_key,
        min(service_date) as first_event_date,
        max(service_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('checkin_date') }} || '起入住' || institution_name || '，'
        || {{ zh_period('min(service_date)', 'max(service_date)') }} || '仍有居家上门服务'
        || {{ zh_count('count(*)') }} || '次（服务人员：' || {{ zh_names('worker_name') }}
        || '）' || {{ zh_sum('，结算', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['visit_source_row', 'stay_source_row']) }} as evidence
    from visits_on_certain_days
    group by person_id, institution_name, checkin_date
)

{{ person_alerts('episodes') }}
