-- One row is a rejected row of an extract whose silence raises alerts.
-- Answers: which badly typed rows could explain that something seems to be missing?
{#- extract, and what the rules that hear its silence are about #}
{%- set silent = [
    ('meal_records', 'centre_name'),
    ('old_age_allowance_payments', 'id_number'),
    ('minimum_living_members', 'id_number'),
    ('destitute_persons', 'id_number'),
    ('disabled_persons', 'id_number'),
    ('disability_subsidy_payments', 'id_number'),
    ('deaths', 'id_number'),
    ('association_accounts', 'credit_code'),
    ('overseas_site_checkins', 'site_name'),
] %}
{%- for extract, subject in silent %}
select
    '{{ extract }}' as extract,
    -- null where it cannot be believed: such a row could be about anyone, on any day
    {{ subject }} as subject,
    {{ event_day(extract) }} as event_date,
    source_row
from {{ ref('base_' ~ extract) }}
where row_status = 'rejected'
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
