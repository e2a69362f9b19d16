-- One alert per client and month: days with more home visits than anybody needs.
-- Answers: for whom are more visits settled in a day than were likely made?
with

visits as (
    select id_number as person_id, worker_name, service_date, amount, source_row
    from {{ ref('stg_home_service_orders') }}
),

visits_by_amount as (
    select
        *,
        count(*) over (partition by person_id, service_date) as visits_that_day,
        row_number() over (
            partition by person_id, service_date
            order by amount desc, source_row asc
        ) as amount_rank,
        {{ parameter('max_visits_a_day', 'int') }} as max_visits_a_day
    from visits
),

visits_on_crowded_days as (
    select
        *,
        {{ month_of('service_date') }} as month,
        case when amount_rank > max_visits_a_day then 1 else 0 end as is_excess,
        case when amount_rank > max_visits_a_day then amount else 0 end as excess_amount
    from visits_by_amount
    where visits_that_day > max_visits_a_day
),

episodes as (
    select
        person_id as subject_id,
        substring(cast(month as string), 1, 7) as episode_key,
        min(service_date) as first_event_date,
        max(service_date) as last_event_date,
        sum(is_excess) as event_count,
        sum(excess_amount) as amount_at_risk,
        {{ zh_period('min(service_date)', 'max(service_date)') }} || '有'
        || {{ zh_count('count(distinct service_date)') }} || '天每天上门服务超过'
        || {{ zh_count('max(max_visits_a_day)') }} || '次，共'
        || {{ zh_count('count(*)') }} || '次（服务人员：' || {{ zh_names('worker_name') }}
        || '），超出' || {{ zh_count('sum(is_excess)') }} || '次'
        || {{ zh_sum('，超出部分结算', 'sum(excess_amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from visits_on_crowded_days
    group by person_id, month
    having count(distinct service_date) >= {{ parameter('min_days', 'int') }}
)

{{ person_alerts('episodes') }}
