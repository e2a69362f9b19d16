-- One row is a payment of old-age allowance, relief or disability subsidy for a month.
-- Answers: which benefits that end with the right to them were paid for this month?
{#- kind of benefit, extract, name of the programme #}
{%- set benefits = [
    ('allowance', 'stg_old_age_allowance_payments', "'高龄补贴'"),
    ('relief', 'stg_relief_payments', 'program'),
    ('disability', 'stg_disability_subsidy_payments', 'program'),
] %}
{%- for kind, extract, program in benefits %}
select
    '{{ kind }}' as benefit_kind,
    {{ program }} as program,
    id_number as person_id,
    pay_month as benefit_month,
    paid_date,
    amount,
    source_row
from {{ ref(extract) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
