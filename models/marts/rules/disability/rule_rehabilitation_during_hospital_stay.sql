-- One alert per course of rehabilitation: half of its days certainly in hospital.
-- Answers: who was treated on paper while lying in hospital?
with

courses as (
    select
        id_number as person_id,
        treatment_no,
        organisation,
        {{ days_between('start_date', 'end_date') }} + 1 as course_days,
        subsidy_amount,
        source_row
    from {{ ref('stg_rehabilitation_treatments') }}
),

hospital_overlaps as (
    select
        spell_source_row,
        first_shared_day,
        last_shared_day,
        shared_days,
        hospital_names,
        hospital_source_rows
    from {{ ref('int_hospital_overlaps') }}
    where spell_kind = 'rehabilitation'
),

-- a course that their own hospital gives to inpatients is lawful
days_in_another_hospital as (
    select
        courses.*,
        hospital_overlaps.first_shared_day,
        hospital_overlaps.last_shared_day,
        hospital_overlaps.shared_days,
        hospital_overlaps.hospital_names,
        hospital_overlaps.hospital_source_rows
    from courses
    inner join hospital_overlaps
        on courses.source_row = hospital_overlaps.spell_source_row
        and not {{ list_holds(
            'hospital_overlaps.hospital_names', 'courses.organisation'
        ) }}
),

-- episodes of one person share no day, so their days in a course add up
courses_in_hospital as (
    select
        person_id,
        treatment_no,
        organisation,
        course_days,
        subsidy_amount,
        min(first_shared_day) as first_shared_day,
        max(last_shared_day) as last_shared_day,
        sum(shared_days) as days_in_hospital,
        {{ joined_list(merged_list('hospital_names')) }} as hospital_names,
        {{ evidence(['source_row'], lists=['hospital_source_rows']) }} as evidence
    from days_in_another_hospital
    group by person_id, treatment_no, organisation, course_days, subsidy_amount
),

episodes as (
    select
        person_id as subject_id,
        treatment_no as episode_key,
        first_shared_day as first_event_date,
        last_shared_day as last_event_date,
        days_in_hospital as event_count,
        {{ share_of_amount('subsidy_amount', 'days_in_hospital', 'course_days') }}
            as amount_at_risk,
        '在' || organisation || '的康复治疗共' || {{ zh_count('course_days') }} || '天'
        || {{ zh_sum('、补助', 'subsidy_amount') }} || '，其中'
        || {{ zh_period('first_shared_day', 'last_shared_day') }} || '有'
        || {{ zh_count('days_in_hospital') }} || '天在' || hospital_names || '住院'
        || {{ zh_sum(
            '，按天折算',
            share_of_amount('subsidy_amount', 'days_in_hospital', 'course_days')
        ) }} || '。' as reason,
        evidence
    from courses_in_hospital
    where
        days_in_hospital
        >= {{ parameter('min_share', 'decimal(6, 4)') }} * course_days
)

{{ person_alerts('episodes') }}
