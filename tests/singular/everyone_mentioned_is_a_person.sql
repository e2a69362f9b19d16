-- Every citizen ID in any column of any staged row is a person; an alert about somebody
-- else would be lost where it joins people. Returns extract and column, not whose ID.
{%- for extract in contracts() %}
{%- set contract = contracts()[extract] %}
{%- for column in contract.columns if column.type == 'id' %}
select
    '{{ extract }}' as extract,
    '{{ column.name }}' as column_name,
    count(*) as rows_of_nobody
from {{ ref('stg_' ~ extract) }} as mentioned
left join {{ ref('int_people') }} as people
    on mentioned.{{ column.name }} = people.person_id
where mentioned.{{ column.name }} is not null and people.person_id is null
having count(*) > 0
union all
{%- endfor %}
{%- endfor %}
select
    '' as extract,
    '' as column_name,
    0 as rows_of_nobody
where 1 = 0
