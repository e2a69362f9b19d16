-- One row is a payment for a month or an event after the death of the one it is for.
-- Answers: what was paid that the dead could not be owed?
with

payments as (
    select program, person_id, benefit_month, event_date, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    -- a funeral is paid for after death, and rightly
    where program != '殡葬补助'
),

deaths as (
    select person_id, death_date, source_row
    from {{ ref('int_deaths') }}
)

select
    payments.program,
    payments.person_id,
    payments.benefit_month,
    payments.event_date,
    payments.amount,
    payments.source_row,
    deaths.death_date,
    deaths.source_row as death_source_row
from payments
inner join deaths
    on payments.person_id = deaths.person_id
    -- the month of death is still owed: its first day is not after the death day
    and coalesce(payments.benefit_month, payments.event_date) > deaths.death_date
