-- One row is one payment of any programme.
-- Answers: what was paid to whom, for which month or event, and when?
{#- programme, extract, month or event day, day paid, yuan, town #}
{%- set payments = [
    ("'高龄补贴'", 'stg_old_age_allowance_payments', 'pay_month', none, 'paid_date', 'amount', 'town'),
    ('program', 'stg_relief_payments', 'pay_month', none, 'paid_date', 'amount', 'town'),
    ('program', 'stg_disability_subsidy_payments', 'pay_month', none, 'paid_date', 'amount', 'town'),
    ("'水库移民后期扶持'", 'stg_reservoir_migrant_payments', 'pay_month', none, 'paid_date', 'amount', 'town'),
    ("'助餐补助'", 'stg_meal_records', none, 'meal_date', none, 'subsidy_amount', 'town'),
    ("'上门服务'", 'stg_home_service_orders', none, 'service_date', none, 'amount', 'town'),
    ("'临时救助'", 'stg_temporary_relief_grants', none, 'approved_date', none, 'amount', 'town'),
    ("'康复治疗补助'", 'stg_rehabilitation_treatments', none, 'start_date', none, 'subsidy_amount', none),
    ("'务工工资'", 'stg_village_labour_payments', none, 'work_start', none, 'amount', 'town'),
    ("'殡葬补助'", 'stg_funeral_subsidies', none, 'paid_date', 'paid_date', 'amount', 'town'),
] %}
{%- for program, extract, month, day, paid, amount, town in payments %}
select
    {{ program }} as program,
    id_number as person_id,
    cast({{ month or 'null' }} as date) as benefit_month,
    cast({{ day or 'null' }} as date) as event_date,
    cast({{ paid or 'null' }} as date) as paid_date,
    {{ amount }} as amount,
    cast({{ town or 'null' }} as string) as town,
    source_row
from {{ ref(extract) }}
union all
{%- endfor %}
select
    '危房改造补助' as program,
    person_id,
    cast(null as date) as benefit_month,
    subsidy_date as event_date,
    subsidy_date as paid_date,
    subsidy_amount as amount,
    town,
    source_row
from {{ ref('int_house_repair_subsidies') }}
