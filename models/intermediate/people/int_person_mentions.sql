-- One row is one mention of a person in a staged row, with the name and town it gives.
-- Answers: what do the departments call this person, and where do they place them?
{#- extract, its columns of ID, name and town, and its first required day #}
{%- set mentions = [
    ('home_service_orders', 'id_number', 'name', 'town', 'service_date'),
    ('home_service_orders', 'worker_id_number', 'worker_name', none, 'service_date'),
    ('institution_stays', 'id_number', 'name', 'town', 'checkin_date'),
    ('institution_leaves', 'id_number', none, none, 'leave_date'),
    ('meal_records', 'id_number', 'name', 'town', 'meal_date'),
    ('old_age_allowance_payments', 'id_number', 'name', 'town', 'pay_month'),
    ('destitute_persons', 'id_number', 'name', 'town', 'approved_date'),
    ('minimum_living_members', 'id_number', 'name', 'town', 'start_date'),
    ('relief_payments', 'id_number', 'name', 'town', 'pay_month'),
    ('temporary_relief_grants', 'id_number', 'name', 'town', 'approved_date'),
    ('disability_subsidy_payments', 'id_number', 'name', 'town', 'pay_month'),
    ('household_register', 'id_number', 'name', 'town', none),
    ('traffic_accidents', 'id_number', 'name', none, 'accident_date'),
    ('deaths', 'id_number', 'name', none, 'death_date'),
    ('hospital_stays', 'id_number', 'name', none, 'admitted_at'),
    ('disabled_persons', 'id_number', 'name', 'town', 'issued_date'),
    ('dilapidated_houses', 'id_number', 'name', 'town', 'assessed_date'),
    ('insurance_inpatient_claims', 'id_number', 'name', none, 'admitted_date'),
    ('reservoir_migrant_payments', 'id_number', 'name', 'town', 'pay_month'),
    ('rehabilitation_treatments', 'id_number', 'name', none, 'start_date'),
    ('welfare_enterprise_staff', 'id_number', 'name', none, 'hired_date'),
    ('work_injuries', 'id_number', 'name', none, 'recognised_date'),
    ('public_employees', 'id_number', 'name', none, 'start_date'),
    ('project_contractors', 'id_number', 'name', none, 'start_date'),
    ('association_officers', 'id_number', 'name', none, 'start_date'),
    ('village_labour_payments', 'id_number', 'name', 'town', 'work_start'),
    ('collected_funds', 'collector_id_number', 'collector_name', none, 'collected_date'),
    ('custody_spells', 'id_number', 'name', none, 'start_date'),
    ('funeral_subsidies', 'id_number', 'name', 'town', 'paid_date'),
] %}
{%- for extract, id, name, town, first_day in mentions %}
select
    {{ id }} as person_id,
    {{ name or 'cast(null as string)' }} as name,
    {{ town or 'cast(null as string)' }} as town,
    cast({{ first_day or 'null' }} as date) as mentioned_date,
    source_row
from {{ ref('stg_' ~ extract) }}
where {{ id }} is not null
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
