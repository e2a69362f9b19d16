-- One alert per institution stay: home care fees for months spent wholly in it.
-- Answers: whose care at home is paid for while an institution cares for them?
with

payments as (
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '分散供养照料护理费'
),

institution_spells as (
    select
        person_id,
        institution_name,
        checkin_date,
        certain_from,
        certain_to,
        source_row
    from {{ ref('int_institution_spells') }}
),

fees_for_whole_months as (
    select
        payments.person_id,
        institution_spells.institution_name,
        institution_spells.checkin_date,
        payments.benefit_month,
        payments.amount,
        payments.source_row as payment_source_row,
        institution_spells.source_row as stay_source_row
    from payments
    inner join institution_spells
        on payments.person_id = institution_spells.person_id
        and payments.benefit_month >= institution_spells.certain_from
        and last_day(payments.benefit_month) <= institution_spells.certain_to
),

episodes as (
    select
        person_id as subject_id,
        institution_name || '|' || cast(checkin_date as string) as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('checkin_date') }} || '起入住' || institution_name || '，'
        || {{ zh_months_told('benefit_month') }} || '整月在院，仍发放分散供养照料护理费'
        || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['payment_source_row', 'stay_source_row']) }} as evidence
    from fees_for_whole_months
    group by person_id, institution_name, checkin_date
)

{{ person_alerts('episodes') }}
