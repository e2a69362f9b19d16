-- One alert per institution stay: home care fees for months spent wholly in it.
-- Answers: whose care at home is paid for while an institution cares for them?
with

payments as (
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '分散供养照料护理费'
),

certain_days as (
    select person_id, institution_name, checkin_date, day, source_row
    from {{ ref('int_institution_days') }}
    where is_certain
),

whole_months as (
    select
        person_id,
        institution_name,
        checkin_date,
        {{ month_of('day') }} as month,
        source_row
    from certain_days
    group by
        person_id, institution_name, checkin_date, {{ month_of('day') }}, source_row
    having count(*) = day(last_day(min(day)))
),

fees_for_whole_months as (
    select
        payments.person_id,
        whole_months.institution_name,
        whole_months.checkin_date,
        payments.benefit_month,
        payments.amount,
        payments.source_row as payment_source_row,
        whole_months.source_row as stay_source_row
    from payments
    inner join whole_months
        on payments.person_id = whole_months.person_id
        and payments.benefit_month = whole_months.month
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
        || {{ zh_months('min(benefit_month)', 'max(benefit_month)') }}
        || '整月在院仍发放分散供养照料护理费' || {{ zh_count('count(*)') }} || '笔，共'
        || {{ zh_yuan('sum(amount)') }} || '。' as reason,
        {{ evidence(['payment_source_row', 'stay_source_row']) }} as evidence
    from fees_for_whole_months
    group by person_id, institution_name, checkin_date
)

{{ person_alerts('episodes') }}
