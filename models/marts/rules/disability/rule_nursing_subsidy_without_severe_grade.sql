-- One alert per person: nursing subsidies without a severe certificate in force.
-- Answers: who is paid for severe disability without being certified for it?
with

payments as (
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '重度残疾人护理补贴'
),

certificates as (
    select id_number as person_id, category, grade, issued_date, cancelled_date
    from {{ ref('stg_disabled_persons') }}
),

certified_months as (
    select distinct payments.person_id, payments.benefit_month
    from payments
    inner join certificates
        on payments.person_id = certificates.person_id
        and {{ certificate_in_force('certificates', 'payments.benefit_month') }}
    where {{ certificate_is_severe('certificates', 'payments.benefit_month') }}
),

payments_without_certificate as (
    select
        payments.person_id,
        payments.benefit_month,
        payments.amount,
        payments.source_row
    from payments
    anti join certified_months
        on payments.person_id = certified_months.person_id
        and payments.benefit_month = certified_months.benefit_month
),

episodes as (
    select
        person_id as subject_id,
        'nursing_subsidy' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        {{ zh_months_told('benefit_month') }}
        || '没有有效的重度残疾等级，仍发放重度残疾人护理补贴' || {{ zh_count('count(*)') }}
        || '笔' || {{ zh_sum('，共', 'sum(amount)') }} as finding,
        {{ evidence(['source_row']) }} as evidence
    from payments_without_certificate
    group by person_id
),

{{ with_unusable_rows('episodes', 'disabled_persons') }}

{{ person_alerts('episodes_with_unusable_rows') }}
