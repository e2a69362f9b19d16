-- One alert per institution stay and hospital episode: some days certain in both.
-- Answers: for whom is a bed subsidy counted on days in hospital?
with

-- a bed without a subsidy costs nothing
subsidised_stays as (
    select
        id_number as person_id,
        institution_name,
        checkin_date,
        daily_subsidy,
        source_row
    from {{ ref('stg_institution_stays') }}
    where daily_subsidy > 0
),

days_in_hospital as (
    select
        spell_source_row,
        admitted_date,
        first_shared_day,
        last_shared_day,
        shared_days,
        hospital_names,
        hospital_source_rows
    from {{ ref('int_hospital_overlaps') }}
    where spell_kind = 'institution_stay'
),

episodes as (
    select
        subsidised_stays.person_id as subject_id,
        subsidised_stays.institution_name
        || '|' || cast(subsidised_stays.checkin_date as string)
        || '|' || cast(days_in_hospital.admitted_date as string) as episode_key,
        days_in_hospital.first_shared_day as first_event_date,
        days_in_hospital.last_shared_day as last_event_date,
        days_in_hospital.shared_days as event_count,
        days_in_hospital.shared_days * subsidised_stays.daily_subsidy as amount_at_risk,
        '登记入住' || subsidised_stays.institution_name || '，'
        || {{ zh_period(
            'days_in_hospital.first_shared_day', 'days_in_hospital.last_shared_day'
        ) }} || '有' || {{ zh_count('days_in_hospital.shared_days') }} || '天同时在'
        || {{ joined_list('days_in_hospital.hospital_names') }}
        || '住院，机构未登记请假，按每日' || {{ zh_yuan('subsidised_stays.daily_subsidy') }}
        || '计床位补助' || {{ zh_yuan(
            'days_in_hospital.shared_days * subsidised_stays.daily_subsidy'
        ) }} || '。' as reason,
        {{ sorted_distinct(joined_lists([
            list_of(['subsidised_stays.source_row']),
            'days_in_hospital.hospital_source_rows',
        ])) }} as evidence
    from subsidised_stays
    inner join days_in_hospital
        on subsidised_stays.source_row = days_in_hospital.spell_source_row
    where days_in_hospital.shared_days >= {{ parameter('min_days', 'int') }}
)

{{ person_alerts('episodes') }}
