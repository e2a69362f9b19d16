-- One row is a month for which an extract brought rows from a town.
-- Answers: what had arrived, from where, about how many subjects?
{#- extract, what its rows are about, its town, and its first required day #}
{%- set deliveries = [
    ('home_service_orders', 'id_number', 'town', 'service_date'),
    ('institution_stays', 'id_number', 'town', 'checkin_date'),
    ('meal_records', 'id_number', 'town', 'meal_date'),
    ('centre_monthly_claims', 'centre_name', 'town', 'claim_month'),
    ('old_age_allowance_payments', 'id_number', 'town', 'pay_month'),
    ('minimum_living_members', 'id_number', 'town', 'start_date'),
    ('relief_payments', 'id_number', 'town', 'pay_month'),
    ('temporary_relief_grants', 'id_number', 'town', 'approved_date'),
    ('disability_subsidy_payments', 'id_number', 'town', 'pay_month'),
    ('traffic_accidents', 'id_number', none, 'accident_date'),
    ('deaths', 'id_number', none, 'death_date'),
    ('hospital_stays', 'id_number', none, 'admitted_at'),
    ('disabled_persons', 'id_number', 'town', 'issued_date'),
    ('dilapidated_houses', 'house_no', 'town', 'assessed_date'),
    ('insurance_inpatient_claims', 'id_number', none, 'admitted_date'),
    ('reservoir_migrant_payments', 'id_number', 'town', 'pay_month'),
    ('rehabilitation_treatments', 'id_number', none, 'start_date'),
    ('welfare_enterprise_staff', 'id_number', none, 'hired_date'),
    ('work_injuries', 'id_number', none, 'recognised_date'),
    ('public_employees', 'id_number', none, 'start_date'),
    ('project_contractors', 'id_number', none, 'start_date'),
    ('association_officers', 'id_number', none, 'start_date'),
    ('association_accounts', 'credit_code', none, day_in_year('fiscal_year', 12, 1)),
    ('village_labour_payments', 'id_number', 'town', 'work_start'),
    ('collected_funds', 'collector_id_number', none, 'collected_date'),
    ('custody_spells', 'id_number', none, 'start_date'),
    ('funeral_subsidies', 'id_number', 'town', 'paid_date'),
    ('overseas_sites', 'site_name', none, 'opened_date'),
    ('overseas_site_checkins', 'site_name', none, 'checkin_date'),
] %}
{%- for extract, subject, town, day in deliveries %}
select
    '{{ extract }}' as extract,
    {{ month_of(day) }} as month,
    -- empty where the extract names no town
    coalesce({{ town or 'cast(null as string)' }}, '') as town,
    count(*) as delivered_rows,
    count(distinct {{ subject }}) as subjects
from {{ ref('stg_' ~ extract) }}
group by {{ month_of(day) }}, coalesce({{ town or 'cast(null as string)' }}, '')
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
