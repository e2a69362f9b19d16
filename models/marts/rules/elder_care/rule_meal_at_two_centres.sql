-- One alert per person and month: one meal of a day taken at two or more centres.
-- Answers: who is said to have eaten the same lunch in two places?
with

meals as (
    select
        id_number as person_id,
        centre_name,
        meal_date,
        meal_type,
        subsidy_amount,
        source_row
    from {{ ref('stg_meal_records') }}
),

meals_at_several_centres as (
    select
        person_id,
        meal_date,
        meal_type,
        count(*) as meals,
        sum(subsidy_amount) - max(subsidy_amount) as excess_amount,
        {{ collected_list('centre_name') }} as centre_names,
        {{ collected_list('source_row') }} as source_rows
    from meals
    group by person_id, meal_date, meal_type
    having count(distinct centre_name) > 1
),

episodes as (
    select
        person_id as subject_id,
        substring(cast({{ month_of('meal_date') }} as string), 1, 7) as episode_key,
        min(meal_date) as first_event_date,
        max(meal_date) as last_event_date,
        sum(meals) as event_count,
        sum(excess_amount) as amount_at_risk,
        {{ zh_period('min(meal_date)', 'max(meal_date)') }} || '有'
        || {{ zh_count('count(*)') }} || '个餐次同时在'
        || {{ joined_list(merged_list('centre_names')) }} || '登记就餐，共'
        || {{ zh_count('sum(meals)') }} || '次'
        || {{ zh_sum('，疑似多计补助', 'sum(excess_amount)') }} || '。' as reason,
        {{ merged_list('source_rows') }} as evidence
    from meals_at_several_centres
    group by person_id, {{ month_of('meal_date') }}
)

{{ person_alerts('episodes') }}
