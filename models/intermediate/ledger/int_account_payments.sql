-- One row is a payment to a known account.
-- Answers: on which account did whose money arrive, and when?
{#- extract and the day paid; village wages tell none, so the end of the work counts #}
{%- set payments = [
    ('stg_old_age_allowance_payments', 'paid_date'),
    ('stg_relief_payments', 'paid_date'),
    ('stg_disability_subsidy_payments', 'paid_date'),
    ('stg_reservoir_migrant_payments', 'paid_date'),
    ('stg_village_labour_payments', 'work_end'),
] %}
with

payments as (
    {%- for extract, paid_date in payments %}
    select
        nullif(translate(payee_account, ' -', ''), '') as payee_account,
        id_number as person_id,
        {{ paid_date }} as paid_date,
        amount,
        source_row
    from {{ ref(extract) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select payee_account, person_id, paid_date, amount, source_row
from payments
where payee_account is not null
