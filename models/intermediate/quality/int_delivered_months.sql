-- One row is a month for which an extract brought rows from a town.
-- Answers: what had arrived, from where, about how many subjects?
{%- for contract in extracts_with_a_day() %}
{%- set month = month_of(told_day(contract)) %}
{%- set town = 'town' if has_column(contract, 'town') else 'cast(null as string)' %}
select
    '{{ contract.extract }}' as extract,
    {{ month }} as month,
    -- empty where the extract names no town
    coalesce({{ town }}, '') as town,
    count(*) as delivered_rows,
    count(distinct {{ subject_of_extract(contract) }}) as subjects
from {{ ref('stg_' ~ contract.extract) }}
group by {{ month }}, coalesce({{ town }}, '')
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
