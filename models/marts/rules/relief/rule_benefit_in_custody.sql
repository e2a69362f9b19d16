-- One alert per person and programme: benefits for months spent wholly in custody.
-- Answers: who went on being paid while serving a sentence or detained?
with

payments as (
    select person_id, program, benefit_month, amount, source_row
    from {{ ref('int_monthly_benefits') }}
),

custody_months as (
    select person_id, month, source_rows
    from {{ ref('int_custody_months') }}
),

payments_in_custody as (
    select
        payments.*,
        custody_months.source_rows as custody_source_rows
    from payments
    inner join custody_months
        on payments.person_id = custody_months.person_id
        and payments.benefit_month = custody_months.month
),

episodes as (
    select
        person_id as subject_id,
        program as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        {{ zh_months_told('benefit_month') }} || '整月处于服刑或羁押期间，仍发放'
        || program || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row'], lists=['custody_source_rows']) }} as evidence
    from payments_in_custody
    group by person_id, program
)

{{ person_alerts('episodes') }}
