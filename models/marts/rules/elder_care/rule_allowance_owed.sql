-- One lead per person: of age in all covered months, and paid no old-age allowance.
-- Answers: who may not know that an allowance is theirs?
with

covered_months as (
    select
        month,
        last_day(month) as last_day_of_month,
        {{ parameter('min_age', 'int', on='last_day(month)') }} as min_age
    from {{ ref('int_covered_months') }}
    where program = '高龄补贴'
),

registered_residents as (
    select people.person_id, people.birth_date, register.source_row
    from {{ ref('int_people') }} as people
    inner join {{ ref('stg_household_register') }} as register
        on people.person_id = register.id_number
    where people.is_resident
),

deaths as (
    select person_id, death_date
    from {{ ref('int_deaths') }}
),

allowances as (
    select person_id, benefit_month as month
    from {{ ref('int_monthly_benefits') }}
    where benefit_kind = 'allowance'
),

custody_months as (
    select person_id, month
    from {{ ref('int_custody_months') }}
),

months_of_residents as (
    select
        residents.person_id,
        residents.birth_date,
        residents.source_row,
        covered_months.month,
        covered_months.min_age,
        {{ birthday('residents.birth_date', 'covered_months.min_age') }}
        <= covered_months.last_day_of_month as is_of_age,
        allowances.month is not null as is_paid,
        custody_months.month is not null as is_in_custody
    from registered_residents as residents
    cross join covered_months
    left join allowances
        on residents.person_id = allowances.person_id
        and covered_months.month = allowances.month
    left join custody_months
        on residents.person_id = custody_months.person_id
        and covered_months.month = custody_months.month
),

residents_owed as (
    select
        person_id,
        birth_date,
        source_row,
        min(month) as first_month,
        max(month) as last_month,
        count(distinct month) as covered_months,
        max(min_age) as min_age
    from months_of_residents
    group by person_id, birth_date, source_row
    having bool_and(coalesce(is_of_age, false) and not is_paid and not is_in_custody)
),

episodes as (
    select
        owed.person_id as subject_id,
        'owed' as episode_key,
        owed.first_month as first_event_date,
        owed.last_month as last_event_date,
        owed.covered_months as event_count,
        0 as amount_at_risk,
        '（' || {{ zh_day('owed.birth_date') }} || '出生，户籍在册）在'
        || {{ zh_months('owed.first_month', 'owed.last_month') }} || '已满'
        || {{ zh_count('owed.min_age') }} || '周岁，这'
        || {{ zh_count('owed.covered_months') }}
        || '个月均未见高龄补贴发放记录，请核实是否应发未发' as finding,
        {{ list_of(['owed.source_row']) }} as evidence
    from residents_owed as owed
    left join deaths
        on owed.person_id = deaths.person_id
    where
        deaths.death_date is null
        or deaths.death_date > last_day(owed.last_month)
),

{{ with_unusable_rows(
    'episodes', 'old_age_allowance_payments', until='episodes.last_event_date'
) }}

{{ person_alerts('episodes_with_unusable_rows') }}
