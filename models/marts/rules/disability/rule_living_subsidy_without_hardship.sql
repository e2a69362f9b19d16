-- One alert per person: living subsidies for months without a family in hardship.
-- Answers: who is paid for hardship that no record shows?
with

payments as (
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '困难残疾人生活补贴'
),

hardship_months as (
    select person_id, month
    from {{ ref('int_minimum_living_months') }}
    where category in ('低保', '低保边缘')
),

payments_without_hardship as (
    select
        payments.person_id,
        payments.benefit_month,
        payments.amount,
        payments.source_row
    from payments
    anti join hardship_months
        on payments.person_id = hardship_months.person_id
        and payments.benefit_month = hardship_months.month
),

episodes as (
    select
        person_id as subject_id,
        'living_subsidy' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        {{ zh_months_told('benefit_month') }}
        || '不在低保或低保边缘家庭，仍发放困难残疾人生活补贴' || {{ zh_count('count(*)') }}
        || '笔' || {{ zh_sum('，共', 'sum(amount)') }} as finding,
        {{ evidence(['source_row']) }} as evidence
    from payments_without_hardship
    group by person_id
),

{{ with_unusable_rows('episodes', 'minimum_living_members') }}

{{ person_alerts('episodes_with_unusable_rows') }}
