-- One row is an extract of the contract.
-- Answers: who delivers it, how often, must it come, and does this city get it?
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
    {{ contract.is_optional }} as is_optional,
    '{{ extract }}' not in (
        select city_extracts.extract
        from {{ ref('city_extracts') }} as city_extracts
        where city_extracts.delivers = 'no'
    ) as is_delivered
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
