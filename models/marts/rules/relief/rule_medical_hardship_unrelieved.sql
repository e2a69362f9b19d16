-- One lead per person and year: much paid for inpatient care, and no relief.
-- Answers: whom did illness cost more than a family can bear, with nobody helping?
with

-- the year of the as-of date and the one before
claims as (
    select
        id_number as person_id,
        year(discharged_date) as claim_year,
        discharged_date,
        self_paid,
        source_row
    from {{ ref('stg_insurance_inpatient_claims') }}
    where
        self_paid is not null
        and year(discharged_date)
        between year({{ as_of_date() }}) - 1 and year({{ as_of_date() }})
),

residents as (
    select people.person_id
    from {{ ref('int_people') }} as people
    anti join {{ ref('int_deaths') }} as deaths
        on people.person_id = deaths.person_id
    where people.is_resident
),

help as (
    select
        id_number as person_id,
        approved_date as start_date,
        approved_date as end_date
    from {{ ref('stg_temporary_relief_grants') }}
    union all
    select person_id, start_date, end_date
    from {{ ref('int_minimum_living_spells') }}
    union all
    select person_id, start_date, end_date
    from {{ ref('int_destitute_spells') }}
),

claims_without_help as (
    select claims.*
    from claims
    inner join residents
        on claims.person_id = residents.person_id
    anti join help
        on claims.person_id = help.person_id
        and claims.claim_year between year(help.start_date) and year(help.end_date)
),

years_without_help as (
    select
        person_id,
        claim_year,
        min(discharged_date) as first_discharged_date,
        max(discharged_date) as last_discharged_date,
        count(*) as claims,
        sum(self_paid) as self_paid
    from claims_without_help
    group by person_id, claim_year
),

-- judged by the figure in force on the day of the year's last discharge
years_with_hardship as (
    select *
    from years_without_help
    where self_paid >= {{ parameter(
        'min_self_paid', 'decimal(14, 2)', on='last_discharged_date'
    ) }}
),

evidence_of_hardship as (
    select
        years.person_id,
        years.claim_year,
        {{ evidence(['claims.source_row']) }} as evidence
    from years_with_hardship as years
    inner join claims_without_help as claims
        on years.person_id = claims.person_id
        and years.claim_year = claims.claim_year
    group by years.person_id, years.claim_year
),

episodes as (
    select
        years.person_id as subject_id,
        cast(years.claim_year as string) as episode_key,
        years.first_discharged_date as first_event_date,
        years.last_discharged_date as last_event_date,
        years.claims as event_count,
        0 as amount_at_risk,
        cast(years.claim_year as string) || '年出院结算的住院费用'
        || {{ zh_count('years.claims') }}
        || '笔，个人自付共' || {{ zh_yuan('years.self_paid') }} || '（'
        || {{ zh_days('years.first_discharged_date', 'years.last_discharged_date') }}
        || '出院），当年未见临时救助审批，也不在低保、低保边缘和特困名册，请上门了解是否需要救助。'
            as reason,
        evidence_of_hardship.evidence
    from years_with_hardship as years
    inner join evidence_of_hardship
        on years.person_id = evidence_of_hardship.person_id
        and years.claim_year = evidence_of_hardship.claim_year
)

{{ person_alerts('episodes') }}
