-- One row is a sum of a case: at risk, named, demanded or recovered.
-- Answers: which money was at risk, asked back and came in, when, by which step?
with

cases as (
    select case_id, rule_id, addressee, amount_at_risk, appeared_on
    from {{ ref('cases') }}
    where alert_id = case_id
),

money as (
    select *
    from {{ ref('int_case_money') }}
)

select
    case_id,
    rule_id,
    addressee,
    'at_risk' as money_kind,
    appeared_on as money_date,
    amount_at_risk as amount,
    amount_at_risk as amount_so_far,
    null as unit,
    null as source_row
from cases
where amount_at_risk > 0
union all
select
    cases.case_id,
    cases.rule_id,
    cases.addressee,
    money.money_kind,
    money.money_date,
    money.amount,
    money.amount_so_far,
    money.unit,
    money.source_row
from cases
inner join money
    on cases.case_id = money.case_id
