-- One alert per deceased person and item: more than one funeral subsidy.
-- Answers: whose funeral was paid for twice?
with

subsidies as (
    select id_number as person_id, item, paid_date, amount, source_row
    from {{ ref('stg_funeral_subsidies') }}
    -- other items may be several things
    where item != '其他'
),

episodes as (
    select
        person_id as subject_id,
        item as episode_key,
        min(paid_date) as first_event_date,
        max(paid_date) as last_event_date,
        count(*) as event_count,
        sum(amount) - max(amount) as amount_at_risk,
        '名下的' || item || '殡葬补助发放' || {{ zh_count('count(*)') }} || '笔（'
        || {{ zh_days_told('paid_date') }} || '发放）'
        || {{ zh_sum('，共', 'sum(amount)') }}
        || {{ zh_sum('，其中可能重复', 'sum(amount) - max(amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from subsidies
    group by person_id, item
    having count(*) > 1
)

{{ person_alerts('episodes') }}
