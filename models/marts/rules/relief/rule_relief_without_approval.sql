-- One alert per person and programme: relief for months without the status it rests on.
-- Answers: who was paid relief that no list of approvals explains?
with

payments as (
    select person_id, program, benefit_month, amount, source_row
    from {{ ref('int_monthly_benefits') }}
    where benefit_kind = 'relief'
),

-- each approval by the programme it opens
approvals as (
    select person_id, '低保金' as program, start_date, end_date
    from {{ ref('int_minimum_living_spells') }}
    where category = '低保'
    union all
    select person_id, '特困供养金' as program, start_date, end_date
    from {{ ref('int_destitute_spells') }}
    union all
    select person_id, '分散供养照料护理费' as program, start_date, end_date
    from {{ ref('int_destitute_spells') }}
    where support_mode = '分散供养'
),

payments_without_approval as (
    select payments.*
    from payments
    anti join approvals
        on payments.person_id = approvals.person_id
        and payments.program = approvals.program
        and {{ month_touched(
            'payments.benefit_month', 'approvals.start_date', 'approvals.end_date'
        ) }}
),

episodes as (
    select
        person_id as subject_id,
        program as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        case
            when program = '低保金' then 'minimum_living_members' else 'destitute_persons'
        end as extract,
        {{ zh_months_told('benefit_month') }} || '发放' || program
        || {{ zh_count('count(*)') }} || '笔' || {{ zh_sum('，共', 'sum(amount)') }}
        || '，相应月份未见' || case program
            when '低保金' then '低保家庭成员记录'
            when '特困供养金' then '特困人员认定记录'
            else '分散供养的特困人员认定记录'
        end as finding,
        {{ evidence(['source_row']) }} as evidence
    from payments_without_approval
    group by person_id, program
),

{{ with_unusable_rows('episodes', extract_column='extract') }}

{{ person_alerts('episodes_with_unusable_rows') }}
