-- One alert per assessor: far more severe certificates than others give for like cases.
-- Answers: which doctor certifies severe disability too easily?
with

certificates as (
    select
        assessing_hospital || '|' || assessor as assessor_id,
        assessing_hospital,
        assessor,
        category,
        grade in ('一级', '二级') as is_severe,
        issued_date,
        source_row
    from {{ ref('stg_disabled_persons') }}
    where assessing_hospital is not null and assessor is not null
),

categories as (
    select
        category,
        count(*) as certificates,
        count(*) filter (where is_severe) as severe_certificates
    from certificates
    group by category
),

assessors_by_category as (
    select
        assessor_id,
        category,
        count(*) as certificates,
        count(*) filter (where is_severe) as severe_certificates
    from certificates
    group by assessor_id, category
),

-- only kinds that others have certified too can be compared
shares_of_others as (
    select
        own.assessor_id,
        own.category,
        own.certificates,
        own.severe_certificates,
        cast(categories.severe_certificates - own.severe_certificates as double)
        / (categories.certificates - own.certificates) as share_of_others
    from assessors_by_category as own
    inner join categories
        on own.category = categories.category
        and own.certificates < categories.certificates
),

assessors as (
    select
        assessor_id,
        sum(certificates) as certificates,
        sum(severe_certificates) as severe_certificates,
        sum(certificates * share_of_others) as expected,
        sum(certificates * share_of_others * (1 - share_of_others)) as variance
    from shares_of_others
    group by assessor_id
),

outliers as (
    select assessor_id, certificates, severe_certificates, expected
    from assessors
    where
        certificates >= {{ parameter('min_certificates', 'int') }}
        and variance > 0
        -- rounded, so that exactly z is not taken for more
        and round(
            severe_certificates - expected
            - {{ parameter('z', 'double') }} * sqrt(variance), 9
        ) > 0
),

severe_certificates_of_outliers as (
    select
        outliers.assessor_id,
        outliers.certificates,
        outliers.severe_certificates,
        outliers.expected,
        certificates.assessing_hospital,
        certificates.assessor,
        certificates.issued_date,
        certificates.source_row
    from outliers
    inner join certificates
        on outliers.assessor_id = certificates.assessor_id
    inner join shares_of_others
        on certificates.assessor_id = shares_of_others.assessor_id
        and certificates.category = shares_of_others.category
    where certificates.is_severe
),

episodes as (
    select
        assessor_id as subject_id,
        assessor as subject_name,
        cast(null as string) as town,
        'severe_share' as episode_key,
        min(issued_date) as first_event_date,
        max(issued_date) as last_event_date,
        count(*) as event_count,
        0 as amount_at_risk,
        '在' || min(assessing_hospital) || '评定残疾证' || {{ zh_count('certificates') }}
        || '件，其中重度' || {{ zh_count('severe_certificates') }} || '件（'
        || {{ zh_days('min(issued_date)', 'max(issued_date)') }}
        || '发证）；按其他医生同类别的比例应约为'
        || {{ zh_count('cast(round(expected) as bigint)') }} || '件。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from severe_certificates_of_outliers
    group by assessor_id, assessor, certificates, severe_certificates, expected
)

{{ organisation_alerts('episodes', subject_kind='assessor') }}
