-- One row is a distance, in standard deviations, that the rule could ask for.
-- Answers: how many doctors would be alerts at which distance?
with

certificates as (
    select
        assessing_hospital || '|' || assessor as assessor_id,
        category,
        case when grade in ('一级', '二级') then 1 else 0 end as severe
    from {{ ref('stg_disabled_persons') }}
    where assessing_hospital is not null and assessor is not null
),

shares as (
    select
        assessor_id,
        category,
        count(*) as own,
        sum(severe) as own_severe,
        sum(count(*)) over (partition by category) as of_all,
        sum(sum(severe)) over (partition by category) as severe_of_all
    from certificates
    group by assessor_id, category
),

expected as (
    select
        assessor_id,
        own,
        own_severe,
        cast(severe_of_all - own_severe as double) / (of_all - own) as share_of_others
    from shares
    where of_all > own
),

distances as (
    select
        assessor_id,
        (sum(own_severe) - sum(own * share_of_others))
        / sqrt(sum(own * share_of_others * (1 - share_of_others))) as distance
    from expected
    group by assessor_id
    having
        sum(own)
        >= {{ parameter('min_certificates', 'int', rule='assessor_severe_outlier') }}
        and sum(own * share_of_others * (1 - share_of_others)) > 0
),

thresholds as (
    select unnest([1, 1.5, 2, 2.5, 3, 3.5, 4, 5]) as z
)

select
    thresholds.z,
    count(*) filter (where distances.distance > thresholds.z) as alerts,
    count(*) as assessors_judged
from thresholds
cross join distances
group by thresholds.z
order by thresholds.z
