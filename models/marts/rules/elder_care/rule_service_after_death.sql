-- One alert per person: home visits on days after the death day.
-- Answers: who is said to have been visited at home after death?
with

payments_after_death as (
    select person_id, event_date, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '上门服务'
),

visits as (
    select worker_name, source_row
    from {{ ref('stg_home_service_orders') }}
),

visits_after_death as (
    select payments_after_death.*, visits.worker_name
    from payments_after_death
    inner join visits
        on payments_after_death.source_row = visits.source_row
),

episodes as (
    select
        person_id as subject_id,
        'death' as episode_key,
        min(event_date) as first_event_date,
        max(event_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '已于' || {{ zh_day('min(death_date)') }} || '死亡，'
        || {{ zh_period('min(event_date)', 'max(event_date)') }} || '仍有上门服务'
        || {{ zh_count('count(*)') }} || '次（服务人员：' || {{ zh_names('worker_name') }}
        || '）' || {{ zh_sum('，结算', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from visits_after_death
    group by person_id
)

{{ person_alerts('episodes', rests_on_death=true) }}
