-- One alert per account and year: benefits of many people arrive on one account.
-- Answers: who may be holding the cards of people that are no family?
with

payments as (
    select
        payments.payee_account,
        year(payments.paid_date) as paid_year,
        payments.paid_date,
        payments.amount,
        payments.source_row,
        people.person_id,
        people.household_id,
        coalesce(people.name, '姓名不详者') as name
    from {{ ref('int_account_payments') }} as payments
    inner join {{ ref('int_people') }} as people
        on payments.person_id = people.person_id
),

episodes as (
    select
        payee_account as subject_id,
        payee_account as subject_name,
        cast(null as string) as town,
        cast(paid_year as string) as episode_key,
        min(paid_date) as first_event_date,
        max(paid_date) as last_event_date,
        count(distinct person_id) as event_count,
        0 as amount_at_risk,
        '在' || cast(paid_year as string) || '年收到'
        || {{ zh_count('count(distinct person_id)') }} || '人（分属'
        || {{ zh_count('count(distinct household_id)') }} || '户'
        || case
            when count(distinct person_id) <= 10 then '：' || {{ zh_list('name') }}
            else ''
        end
        || '）的补助或工资' || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }}
        || '，请核实是否为机构或监护人依规代管。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from payments
    group by payee_account, paid_year
    having
        count(distinct person_id) >= {{ parameter('min_people', 'int') }}
        and count(distinct household_id) >= {{ parameter('min_households', 'int') }}
)

{{ organisation_alerts('episodes', subject_kind='account', title='账户') }}
