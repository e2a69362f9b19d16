-- One lead per person: disabled and on minimum living in every covered month, unpaid.
-- Answers: who is entitled to the living subsidy and does not get it?
with

covered_months as (
    select month, first_month, last_month
    from {{ ref('int_covered_months') }}
    where program = '困难残疾人生活补贴'
),

certificates as (
    select id_number as person_id, issued_date, cancelled_date, source_row
    from {{ ref('stg_disabled_persons') }}
),

memberships as (
    select person_id, family_no, start_date, end_date, source_row
    from {{ ref('int_minimum_living_spells') }}
    where category = '低保'
),

exclusions as (
    select person_id
    from {{ ref('int_disability_subsidy_exclusions') }}
    where program = '困难残疾人生活补贴'
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

entitled_months as (
    select
        certificates.person_id,
        memberships.family_no,
        covered_months.month,
        covered_months.first_month,
        covered_months.last_month,
        certificates.source_row as certificate_source_row,
        memberships.source_row as membership_source_row
    from covered_months
    inner join certificates
        on {{ certificate_in_force('certificates', 'covered_months.month') }}
    inner join memberships
        on certificates.person_id = memberships.person_id
        and {{ month_touched(
            'covered_months.month', 'memberships.start_date', 'memberships.end_date'
        ) }}
),

entitled_in_all_months as (
    select
        person_id,
        first_month,
        last_month,
        {{ zh_list('family_no') }} as family_numbers,
        count(distinct month) as months,
        {{ evidence(['certificate_source_row', 'membership_source_row']) }} as evidence
    from entitled_months
    group by person_id, first_month, last_month
    having count(distinct month) = (select count(*) from covered_months)
),

unpaid as (
    select entitled_in_all_months.*
    from entitled_in_all_months
    semi join residents
        on entitled_in_all_months.person_id = residents.person_id
    anti join exclusions
        on entitled_in_all_months.person_id = exclusions.person_id
    anti join deaths
        on entitled_in_all_months.person_id = deaths.person_id
        and last_day(entitled_in_all_months.last_month) >= deaths.death_date
),

episodes as (
    select
        person_id as subject_id,
        'owed' as episode_key,
        first_month as first_event_date,
        last_month as last_event_date,
        months as event_count,
        0 as amount_at_risk,
        '持有效的残疾人证，属低保家庭（家庭编号' || family_numbers || '）成员，'
        || {{ zh_months('first_month', 'last_month') }} || {{ zh_count('months') }}
        || '个月均未发放困难残疾人生活补贴，请核实是否应纳入发放' as finding,
        evidence
    from unpaid
),

{{ with_unusable_rows('episodes', 'disability_subsidy_payments') }}

{{ person_alerts('episodes_with_unusable_rows') }}
