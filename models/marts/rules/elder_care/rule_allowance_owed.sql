-- One lead per person: of age in all covered months, and paid no old-age allowance.
-- Answers: who may not know that an allowance is theirs?
with

covered_months as (
    select
        month,
        last_day(month) as last_day_of_month,
        {{ parameter('min_age', 'int', on='last_day(month)') }} as min_age,
        count(*) over () as covered_months
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

-- months that are paid, and those for which nothing is owed
settled_months as (
    select person_id, benefit_month as month
    from {{ ref('int_monthly_benefits') }}
    where benefit_kind = 'allowance'
    union all
    select person_id, month
    from {{ ref('int_custody_months') }}
),

months_of_age as (
    select
        residents.person_id,
        residents.birth_date,
        residents.source_row,
        covered_months.month,
        covered_months.min_age,
        covered_months.covered_months
    from registered_residents as residents
    inner join covered_months
        on
        {{ birthday('residents.birth_date', 'covered_months.min_age') }}
        <= covered_months.last_day_of_month
),

open_months as (
    select months_of_age.*
    from months_of_age
    anti join settled_months
        on months_of_age.person_id = settled_months.person_id
        and months_of_age.month = settled_months.month
),

residents_owed as (
    select
        person_id,
        birth_date,
        source_row,
        covered_months,
        min(month) as first_month,
        max(month) as last_month,
        max(min_age) as min_age
    from open_months
    group by person_id, birth_date, source_row, covered_months
    having count(*) = covered_months
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
