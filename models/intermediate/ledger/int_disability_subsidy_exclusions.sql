-- One row is a reason why a disability subsidy is not owed for a covered month.
-- Answers: who is paid already, provided for otherwise, or in custody?
with

covered_months as (
    select program, month
    from {{ ref('int_covered_months') }}
    where program in ('重度残疾人护理补贴', '困难残疾人生活补贴')
),

payments as (
    select program, person_id, benefit_month
    from {{ ref('int_monthly_benefits') }}
    where benefit_kind = 'disability'
),

destitute_spells as (
    select person_id, start_date, end_date
    from {{ ref('int_destitute_spells') }}
),

work_injury_fees as (
    select person_id, start_date, end_date
    from {{ ref('int_work_injury_fees') }}
),

custody_months as (
    select person_id, month
    from {{ ref('int_custody_months') }}
)

select distinct
    covered_months.program,
    payments.person_id,
    covered_months.month,
    'paid' as exclusion
from covered_months
inner join payments
    on covered_months.program = payments.program
    and covered_months.month = payments.benefit_month
union all
select distinct
    covered_months.program,
    destitute_spells.person_id,
    covered_months.month,
    'destitute' as exclusion
from covered_months
inner join destitute_spells
    on {{ month_touched(
        'covered_months.month', 'destitute_spells.start_date', 'destitute_spells.end_date'
    ) }}
union all
select distinct
    covered_months.program,
    work_injury_fees.person_id,
    covered_months.month,
    'work_injury' as exclusion
from covered_months
inner join work_injury_fees
    on {{ month_touched(
        'covered_months.month', 'work_injury_fees.start_date', 'work_injury_fees.end_date'
    ) }}
union all
select
    covered_months.program,
    custody_months.person_id,
    covered_months.month,
    'custody' as exclusion
from covered_months
inner join custody_months
    on covered_months.month = custody_months.month
