-- One alert per institution stay and hospital episode: some days certain in both.
-- Answers: for whom is a bed subsidy counted on days in hospital?
with

institution_days as (
    select person_id, institution_name, checkin_date, day, daily_subsidy, source_row
    from {{ ref('int_institution_days') }}
    where is_certain
),

hospital_episodes as (
    select person_id, admitted_date, certain_from, certain_to, source_rows
    from {{ ref('int_hospital_episodes') }}
),

days_in_both as (
    select
        institution_days.person_id,
        institution_days.institution_name,
        institution_days.checkin_date,
        hospital_episodes.admitted_date,
        institution_days.day,
        coalesce(institution_days.daily_subsidy, 0) as daily_subsidy,
        institution_days.source_row as stay_source_row,
        hospital_episodes.source_rows as hospital_source_rows
    from institution_days
    inner join hospital_episodes
        on institution_days.person_id = hospital_episodes.person_id
        and institution_days.day
        between hospital_episodes.certain_from and hospital_episodes.certain_to
),

episodes as (
    select
        person_id as subject_id,
        institution_name || '|' || cast(checkin_date as string)
        || '|' || cast(admitted_date as string) as episode_key,
        min(day) as first_event_date,
        max(day) as last_event_date,
        count(*) as event_count,
        sum(daily_subsidy) as amount_at_risk,
        '入住' || institution_name || '期间，'
        || {{ zh_days('min(day)', 'max(day)') }} || '同时住院' || {{ zh_count('count(*)') }}
        || '天，床位补助' || {{ zh_yuan('sum(daily_subsidy)') }} || '。' as reason,
        {{ evidence(['stay_source_row'], lists=['hospital_source_rows']) }} as evidence
    from days_in_both
    group by person_id, institution_name, checkin_date, admitted_date
    having count(*) >= {{ parameter('min_days', 'int') }}
)

{{ person_alerts('episodes') }}
