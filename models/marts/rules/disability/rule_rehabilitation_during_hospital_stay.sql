-- One alert per course of rehabilitation: half of its days certainly in hospital.
-- Answers: who was treated on paper while lying in hospital?
with

courses as (
    select
        id_number as person_id,
        treatment_no,
        start_date,
        end_date,
        {{ days_between('start_date', 'end_date') }} + 1 as course_days,
        subsidy_amount,
        source_row
    from {{ ref('stg_rehabilitation_treatments') }}
),

hospital_episodes as (
    select person_id, certain_from, certain_to, source_rows
    from {{ ref('int_hospital_episodes') }}
    where certain_from <= certain_to
),

-- episodes of one person share no day, so their days in a course add up
shared_days as (
    select
        courses.person_id,
        courses.treatment_no,
        courses.course_days,
        courses.subsidy_amount,
        greatest(courses.start_date, hospital_episodes.certain_from) as shared_from,
        least(courses.end_date, hospital_episodes.certain_to) as shared_to,
        courses.source_row,
        hospital_episodes.source_rows
    from courses
    inner join hospital_episodes
        on courses.person_id = hospital_episodes.person_id
        and courses.start_date <= hospital_episodes.certain_to
        and courses.end_date >= hospital_episodes.certain_from
),

courses_in_hospital as (
    select
        person_id,
        treatment_no,
        course_days,
        subsidy_amount,
        min(shared_from) as first_shared_day,
        max(shared_to) as last_shared_day,
        sum({{ days_between('shared_from', 'shared_to') }} + 1) as days_in_hospital,
        {{ evidence(['source_row'], lists=['source_rows']) }} as evidence
    from shared_days
    group by person_id, treatment_no, course_days, subsidy_amount
),

episodes as (
    select
        person_id as subject_id,
        treatment_no as episode_key,
        first_shared_day as first_event_date,
        last_shared_day as last_event_date,
        days_in_hospital as event_count,
        subsidy_amount as amount_at_risk,
        '康复治疗' || {{ zh_count('course_days') }} || '天，其中'
        || {{ zh_days('first_shared_day', 'last_shared_day') }} || '有'
        || {{ zh_count('days_in_hospital') }} || '天在住院，补助'
        || {{ zh_yuan('subsidy_amount') }} || '。' as reason,
        evidence
    from courses_in_hospital
    where
        days_in_hospital
        >= {{ parameter('min_share', 'decimal(6, 4)') }} * course_days
)

{{ person_alerts('episodes') }}
