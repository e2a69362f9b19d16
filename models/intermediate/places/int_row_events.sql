-- One row is a delivered row of an extract whose rows name a place that gets letters.
-- Answers: from when to when did it happen, and how many yuan does it say?
{#- the extract, its first and last day, whether these are months, and its yuan #}
{%- set extracts = [
    ('meal_records', 'meal_date', 'meal_date', 'false', 'subsidy_amount'),
    ('centre_monthly_claims', 'claim_month', 'claim_month', 'true',
        'coalesce(claimed_amount, 0) + coalesce(operating_subsidy, 0)'),
    ('institution_stays', 'checkin_date', 'checkout_date', 'false', 'null'),
    ('village_labour_payments', 'work_start', 'work_end', 'false', 'amount'),
] %}
{%- for extract, first_day, last_day, is_month, amount in extracts %}
select
    source_row,
    {{ first_day }} as first_date,
    {{ last_day }} as last_date,
    {{ is_month }} as is_month,
    cast({{ amount }} as decimal(14, 2)) as amount
from {{ ref('stg_' ~ extract) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
