-- One lead per person: a severe certificate in every covered month, and no payment.
-- Answers: who is entitled to the nursing subsidy and does not get it?
with

covered_months as (
    select month, first_month, last_month
    from {{ ref('int_covered_months') }}
    where program = '重度残疾人护理补贴'
),

certificates as (
    select
        id_number as person_id,
        certificate_no,
        category,
        grade,
        issued_date,
        cancelled_date,
        source_row
    from {{ ref('stg_disabled_persons') }}
),

exclusions as (
    select person_id
    from {{ ref('int_disability_subsidy_exclusions') }}
    where program = '重度残疾人护理补贴'
),

residents as (
    select person_id
    from {{ ref('int_people') }}
    where is_resident
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

severe_months as (
    select
        certificates.person_id,
        certificates.category || certificates.grade as category_and_grade,
        covered_months.month,
        covered_months.first_month,
        covered_months.last_month,
        certificates.source_row
    from covered_months
    inner join certificates
        on {{ certificate_in_force('certificates', 'covered_months.month') }}
    where {{ certificate_is_severe('certificates', 'covered_months.month') }}
),

severe_in_all_months as (
    select
        person_id,
        first_month,
        last_month,
        {{ zh_list('category_and_grade') }} as categories_and_grades,
        count(distinct month) as months,
        {{ evidence(['source_row']) }} as evidence
    from severe_months
    group by person_id, first_month, last_month
    having count(distinct month) = (select count(*) from covered_months)
),

unpaid as (
    select severe_in_all_months.*
    from severe_in_all_months
    semi join residents
        on severe_in_all_months.person_id = residents.person_id
    anti join exclusions
        on severe_in_all_months.person_id = exclusions.person_id
    anti join deaths
        on severe_in_all_months.person_id = deaths.person_id
        and last_day(severe_in_all_months.last_month) >= deaths.death_date
),

episodes as (
    select
        person_id as subject_id,
        'owed' as episode_key,
        first_month as first_event_date,
        last_month as last_event_date,
        months as event_count,
        0 as amount_at_risk,
        '持有效的重度残疾人证（' || categories_and_grades || '），'
        || {{ zh_months('first_month', 'last_month') }} || {{ zh_count('months') }}
        || '个月均未发放重度残疾人护理补贴，请核实是否应纳入发放' as finding,
        evidence
    from unpaid
),

{{ with_unusable_rows('episodes', 'disability_subsidy_payments') }}

{{ person_alerts('episodes_with_unusable_rows') }}
