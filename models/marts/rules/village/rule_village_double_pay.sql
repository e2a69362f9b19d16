-- One alert per person and month: day wages for days already paid by the month.
-- Answers: who was paid twice for the same days of village work?
with

payments as (
    select
        id_number as person_id,
        village,
        pay_basis,
        work_start as start_date,
        work_end as end_date,
        amount,
        source_row
    from {{ ref('stg_village_labour_payments') }}
),

day_wages_within_month_wages as (
    select
        day_wages.person_id,
        day_wages.village,
        day_wages.start_date,
        day_wages.end_date,
        day_wages.amount,
        day_wages.source_row,
        {{ collected_list('month_wages.village') }} as month_wage_villages,
        {{ collected_list('month_wages.source_row') }} as month_wage_source_rows
    from payments as day_wages
    inner join payments as month_wages
        on day_wages.person_id = month_wages.person_id
        and {{ spells_overlap('day_wages', 'month_wages') }}
    where day_wages.pay_basis = '按天' and month_wages.pay_basis = '按月'
    group by
        day_wages.person_id,
        day_wages.village,
        day_wages.start_date,
        day_wages.end_date,
        day_wages.amount,
        day_wages.source_row
),

episodes as (
    select
        person_id as subject_id,
        substring(cast(start_date as string), 1, 7) as episode_key,
        min(start_date) as first_event_date,
        max(end_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '已由' || {{ joined_list(merged_list('month_wage_villages')) }}
        || '按月发放务工工资，' || {{ zh_period('min(start_date)', 'max(end_date)') }} || '又由'
        || {{ zh_list('village') }} || '按天发放' || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row'], lists=['month_wage_source_rows']) }} as evidence
    from day_wages_within_month_wages
    group by person_id, substring(cast(start_date as string), 1, 7)
)

{{ person_alerts('episodes') }}
