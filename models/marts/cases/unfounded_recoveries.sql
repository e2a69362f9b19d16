-- One row is a case that was not confirmed though money was reported as brought in.
-- Answers: which unit is to look at its finding again, or to pay the money back?
with

unconfirmed_cases as (
    select case_id, finding
    from {{ ref('cases') }}
    where alert_id = case_id and concluded_as in ('unfounded', 'undetermined')
),

steps as (
    select case_id, step_number, alert_id, unit, counts, source_row
    from {{ ref('int_cycle_steps') }}
    where is_last_cycle
),

-- in this check; what came in before the case came back stands for itself
recovered as (
    select
        money.case_id,
        sum(money.amount) as amount
    from {{ ref('int_case_money') }} as money
    inner join steps
        on money.case_id = steps.case_id
        and money.step_number = steps.step_number
    where money.money_kind = 'recovered'
    group by money.case_id
    having sum(money.amount) > 0
),

newest_steps as (
    select case_id, alert_id, unit, source_row
    from steps
    where counts and source_row is not null
    qualify row_number() over (partition by case_id order by step_number desc) = 1
)

select
    newest_steps.alert_id,
    'recovered_though_unconfirmed' as problem,
    newest_steps.unit,
    '核查结论' || cases.finding || '，却报送追缴' || cast(recovered.amount as varchar)
    || '元' as found,
    '请核对核查结论和追缴金额；收错的款项请退还，追缴金额改报0' as what_to_do,
    newest_steps.source_row
from unconfirmed_cases as cases
inner join recovered
    on cases.case_id = recovered.case_id
inner join newest_steps
    on cases.case_id = newest_steps.case_id
