-- Every citizen ID in any column of any staged row is a person; an alert about somebody
-- else would be lost where it joins people. Returns extract and column, not whose ID.
with

mentioned as (
    {%- for extract in contracts() %}
    {%- set contract = contracts()[extract] %}
    {%- for column in contract.columns if column.type == 'id' %}
    select
        '{{ extract }}' as extract,
        '{{ column.name }}' as column_name,
        {{ column.name }} as person_id
    from {{ ref('stg_' ~ extract) }}
    where {{ column.name }} is not null
    union all
    {%- endfor %}
    {%- endfor %}
    select
        '' as extract,
        '' as column_name,
        '' as person_id
    where 1 = 0
)

select
    mentioned.extract,
    mentioned.column_name,
    count(*) as rows_of_nobody
from mentioned
anti join {{ ref('int_people') }} as people
    on mentioned.person_id = people.person_id
group by mentioned.extract, mentioned.column_name
