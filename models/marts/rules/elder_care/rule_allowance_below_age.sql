-- One alert per person: old-age allowance for months before the age it begins with.
-- Answers: who was paid an old-age allowance too young?
with

payments as (
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '高龄补贴'
),

people as (
    select
        person_id,
        birth_date,
        {{ birthday('birth_date', parameter('min_age', 'int')) }} as entitled_from
    from {{ ref('int_people') }}
),

payments_below_age as (
    select
        payments.person_id,
        people.birth_date,
        payments.benefit_month,
        payments.amount,
        payments.source_row
    from payments
    inner join people
        on payments.person_id = people.person_id
        and last_day(payments.benefit_month) < people.entitled_from
),

episodes as (
    select
        person_id as subject_id,
        'age' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        {{ zh_day('min(birth_date)') }} || '出生，未满'
        || {{ zh_count(parameter('min_age', 'int')) }} || '周岁，'
        || {{ zh_months('min(benefit_month)', 'max(benefit_month)') }}
        || '已发放高龄补贴' || {{ zh_count('count(*)') }} || '笔，共'
        || {{ zh_yuan('sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from payments_below_age
    group by person_id
)

{{ person_alerts('episodes') }}
