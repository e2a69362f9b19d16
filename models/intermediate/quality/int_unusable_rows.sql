-- One row is a rejected row of an extract whose silence raises alerts.
-- Answers: which badly typed rows could explain that something seems to be missing?
{#- extract, what its rows are about, and the day they tell of #}
{%- set silent = [
    ('meal_records', 'centre_name', believable_day('meal_date')),
    ('old_age_allowance_payments', 'id_number', believable_day('pay_month')),
    ('minimum_living_members', 'id_number', none),
    ('disabled_persons', 'id_number', none),
    ('association_accounts', 'credit_code', day_in_year('fiscal_year', 12, 31)),
    ('overseas_site_checkins', 'site_name', believable_day('checkin_date')),
] %}
{%- for extract, subject, day in silent %}
select
    '{{ extract }}' as extract,
    -- null where it cannot be believed: such a row could be about anyone, on any day
    {{ subject }} as subject,
    {{ day or 'cast(null as date)' }} as event_date,
    source_row
from {{ ref('base_' ~ extract) }}
where row_status = 'rejected'
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
