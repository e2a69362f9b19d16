-- One alert per work injury: nursing subsidies for months its nursing fee touches.
-- Answers: whose nursing is paid for twice?
with

payments as (
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '重度残疾人护理补贴'
),

nursing_fees as (
    select
        id_number as person_id,
        case_no,
        nursing_fee_start,
        {{ spell_end('nursing_fee_end') }} as nursing_fee_end,
        source_row
    from {{ ref('stg_work_injuries') }}
    where nursing_fee_start <= {{ as_of_date() }}
),

payments_beside_fees as (
    select
        payments.person_id,
        nursing_fees.case_no,
        payments.benefit_month,
        payments.amount,
        payments.source_row as payment_source_row,
        nursing_fees.source_row as case_source_row
    from payments
    inner join nursing_fees
        on payments.person_id = nursing_fees.person_id
        and {{ month_touched(
            'payments.benefit_month',
            'nursing_fees.nursing_fee_start',
            'nursing_fees.nursing_fee_end'
        ) }}
),

episodes as (
    select
        person_id as subject_id,
        case_no as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        {{ zh_months('min(benefit_month)', 'max(benefit_month)') }}
        || '领取工伤护理费期间仍发放重度残疾人护理补贴' || {{ zh_count('count(*)') }}
        || '笔，共' || {{ zh_yuan('sum(amount)') }} || '。' as reason,
        {{ evidence(['payment_source_row', 'case_source_row']) }} as evidence
    from payments_beside_fees
    group by person_id, case_no
)

{{ person_alerts('episodes') }}
