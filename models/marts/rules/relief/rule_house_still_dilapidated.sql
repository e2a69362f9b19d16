-- One alert per house: still grade C or D long after its repair was subsidised.
-- Answers: which repair was paid for and did not mend the house?
with

assessments as (
    select
        house_no,
        id_number as person_id,
        grade,
        assessed_date,
        subsidy_date,
        source_row,
        row_number() over (
            partition by house_no
            order by assessed_date desc, source_row desc
        ) as rank_from_newest
    from {{ ref('stg_dilapidated_houses') }}
),

subsidised_houses as (
    select
        house_no,
        max(subsidy_date) as newest_subsidy_date,
        {{ zh_days_told('subsidy_date') }} as subsidy_days,
        sum(subsidy_amount) as subsidies
    from {{ ref('int_house_repair_subsidies') }}
    group by house_no
),

assessments_of_subsidised_houses as (
    select
        assessments.*,
        subsidised_houses.newest_subsidy_date,
        subsidised_houses.subsidy_days,
        subsidised_houses.subsidies,
        assessments.grade in ('C', 'D')
        and assessments.assessed_date
        >= subsidised_houses.newest_subsidy_date + {{ parameter('settle_days', 'int') }}
            as is_still_dilapidated
    from assessments
    inner join subsidised_houses
        on assessments.house_no = subsidised_houses.house_no
),

houses_whose_newest_assessment_is_bad as (
    select house_no, person_id, assessed_date, grade
    from assessments_of_subsidised_houses
    where rank_from_newest = 1 and is_still_dilapidated
),

episodes as (
    select
        houses.person_id as subject_id,
        houses.house_no as episode_key,
        assessments.newest_subsidy_date as first_event_date,
        houses.assessed_date as last_event_date,
        count(*) filter (where assessments.is_still_dilapidated) as event_count,
        assessments.subsidies as amount_at_risk,
        '的房屋（编号' || houses.house_no || '）'
        || assessments.subsidy_days || '发放危房改造补助'
        || {{ zh_sum('共', 'assessments.subsidies') }} || '，此后鉴定仍为C级或D级'
        || {{ zh_count('count(*) filter (where assessments.is_still_dilapidated)') }}
        || '次，最近一次为' || {{ zh_day('houses.assessed_date') }} || '，'
        || houses.grade || '级。' as reason,
        {{ evidence(['assessments.source_row']) }} as evidence
    from houses_whose_newest_assessment_is_bad as houses
    inner join assessments_of_subsidised_houses as assessments
        on houses.house_no = assessments.house_no
    where assessments.is_still_dilapidated or assessments.subsidy_date is not null
    group by
        houses.person_id,
        houses.house_no,
        houses.assessed_date,
        houses.grade,
        assessments.newest_subsidy_date,
        assessments.subsidy_days,
        assessments.subsidies
)

{{ person_alerts('episodes') }}
