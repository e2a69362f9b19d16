-- One alert per payment: day wages for days of hardly any hours.
-- Answers: who was paid days of work that were none?
with

day_wages as (
    select
        id_number as person_id,
        payment_no,
        village,
        work_start,
        work_end,
        {{ days_between('work_start', 'work_end') }} + 1 as work_days,
        hours,
        {{ parameter('min_hours_per_day', 'decimal(6, 2)', on='work_start') }}
            as min_hours_per_day,
        amount,
        source_row
    from {{ ref('stg_village_labour_payments') }}
    where pay_basis = '按天'
),

episodes as (
    select
        person_id as subject_id,
        payment_no as episode_key,
        work_start as first_event_date,
        work_end as last_event_date,
        work_days as event_count,
        amount as amount_at_risk,
        {{ zh_days('work_start', 'work_end') }} || '在' || village || '务工'
        || {{ zh_count('work_days') }} || '天，合计' || {{ zh_number('hours') }}
        || '小时，平均每天不足'
        || {{ zh_number('cast(min_hours_per_day as decimal(20, 10))') }} || '小时'
        || {{ zh_sum('，按天发放工资', 'amount') }} || '。' as reason,
        {{ list_of(['source_row']) }} as evidence
    from day_wages
    where hours < work_days * min_hours_per_day
)

{{ person_alerts('episodes') }}
