-- One alert per person: old-age allowance for months before the age it begins with.
-- Answers: who was paid an old-age allowance too young?
with

payments as (
    select
        person_id,
        benefit_month,
        amount,
        source_row,
        {{ parameter('min_age', 'int', on='last_day(benefit_month)') }} as min_age
    from {{ ref('int_subsidy_ledger') }}
    where program = '高龄补贴'
),

people as (
    select person_id, birth_date
    from {{ ref('int_people') }}
),

payments_below_age as (
    select
        payments.person_id,
        people.birth_date,
        payments.benefit_month,
        payments.min_age,
        payments.amount,
        payments.source_row
    from payments
    inner join people
        on payments.person_id = people.person_id
        and last_day(payments.benefit_month)
        < {{ birthday('people.birth_date', 'payments.min_age') }}
),

episodes as (
    select
        person_id as subject_id,
        'age' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '（' || {{ zh_day('min(birth_date)') }} || '出生）'
        || {{ zh_months_told('benefit_month') }} || '未满'
        || {{ zh_list('cast(min_age as string)') }} || '周岁，已发放高龄补贴'
        || {{ zh_count('count(*)') }} || '笔' || {{ zh_sum('，共', 'sum(amount)') }}
        || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from payments_below_age
    group by person_id
)

{{ person_alerts('episodes') }}
