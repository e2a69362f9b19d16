-- One alert per centre and month: many more meals per diner than at other centres.
-- Answers: where do few people eat more than people do elsewhere?
with

-- with few diners one hungry man makes a mean
compared_centres as (
    select
        centre_name,
        month,
        meals,
        diners,
        source_rows,
        count(*) over (partition by month) as centres,
        row_number() over (
            partition by month
            order by cast(meals as double) / cast(diners as double), centre_name
        ) as centre_rank
    from {{ ref('int_centre_months') }}
    where diners >= {{ parameter('min_people', 'int') }}
),

-- one, or the two whose mean is the median
middle_centres as (
    select
        month,
        max(centres) as centres,
        min_by(meals, centre_rank) as lower_meals,
        min_by(diners, centre_rank) as lower_diners,
        max_by(meals, centre_rank) as upper_meals,
        max_by(diners, centre_rank) as upper_diners
    from compared_centres
    where 2 * centre_rank between centres and centres + 2
    group by month
),

towns as (
    select centre_name, town
    from {{ ref('int_centre_towns') }}
),

-- in whole numbers, so that twice the median is not more than twice the median
medians as (
    select
        month,
        lower_meals * upper_diners + upper_meals * lower_diners as median_dividend,
        2 * lower_diners * upper_diners as median_divisor
    from middle_centres
    where centres >= {{ parameter('min_centres', 'int') }}
),

episodes as (
    select
        compared_centres.centre_name as subject_id,
        compared_centres.centre_name as subject_name,
        towns.town,
        substring(cast(compared_centres.month as string), 1, 7) as episode_key,
        compared_centres.month as first_event_date,
        compared_centres.month as last_event_date,
        compared_centres.meals as event_count,
        0 as amount_at_risk,
        '在' || {{ zh_month('compared_centres.month') }} || '有'
        || {{ zh_count('compared_centres.diners') }} || '人就餐'
        || {{ zh_count('compared_centres.meals') }} || '次，人均'
        || {{ zh_quotient('compared_centres.meals', 'compared_centres.diners') }}
        || '次；同月就餐满' || {{ zh_count(parameter('min_people', 'int')) }} || '人的'
        || {{ zh_count('compared_centres.centres') }}
        || '家照料中心人均次数的中位数为'
        || {{ zh_quotient('medians.median_dividend', 'medians.median_divisor') }}
        || '次，超过其' || {{ zh_number(parameter('ratio', 'decimal(20, 10)')) }}
        || '倍。' as reason,
        compared_centres.source_rows as evidence
    from compared_centres
    inner join medians
        on compared_centres.month = medians.month
    left join towns
        on compared_centres.centre_name = towns.centre_name
    where
        compared_centres.meals * medians.median_divisor
        > {{ parameter('ratio', 'decimal(6, 4)') }}
        * (compared_centres.diners * medians.median_dividend)
)

{{ organisation_alerts('episodes', subject_kind='centre') }}
