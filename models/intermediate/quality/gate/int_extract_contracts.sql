-- One row is an extract of the contract.
-- Answers: who delivers it, how often, must it come, and does this city get it?
with

contracts as (
    {%- for extract in contracts() %}
    {%- set contract = contracts()[extract] %}
    select
        '{{ extract }}' as extract,
        '{{ contract.extract_zh }}' as extract_zh,
        '{{ contract.provider }}' as provider,
        '{{ contract.provider_zh }}' as provider_zh,
        '{{ contract.cadence }}' as cadence,
        cast({{ days_of_cadence(contract.cadence) }} as integer) as days_of_cadence,
        {{ contract.is_steady }} as is_steady,
        {{ contract.is_optional }} as is_optional
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

not_delivered as (
    select extract
    from {{ ref('city_extracts') }}
    where delivers = 'no'
)

select
    contracts.*,
    not_delivered.extract is null as is_delivered
from contracts
left join not_delivered
    on contracts.extract = not_delivered.extract
