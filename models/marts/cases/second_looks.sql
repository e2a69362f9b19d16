-- One row is a closed case that was drawn to be looked at a second time.
-- Answers: which closed cases does the city's office check again, and why?
{{ config(materialized='incremental', schema='history', full_refresh=false,
    post_hook='{{ undo_in_replay(this) }}',
    on_schema_change='fail') }}
with

closed_cases as (
    select
        cases.case_id,
        cases.rule_id,
        cases.addressee,
        cases.unit,
        cases.concluded_as,
        cases.closed_on,
        {{ month_of('cases.closed_on') }} as month,
        coalesce(units.is_listed, false) and cases.concluded_as = 'unfounded'
            as is_of_listed_unit
    from {{ ref('cases') }} as cases
    left join {{ ref('unit_answers') }} as units
        on cases.unit = units.unit
    where
        cases.alert_id = cases.case_id
        and cases.state in ('recheck', 'closed')
        and cases.closed_on < {{ month_of(as_of_date()) }}
),

-- in an order that nobody can steer and anybody can draw again: a share of all digests
lots as (
    select
        *,
        substring({{ sha256_hex("strftime(month, '%Y-%m') || '|' || case_id") }}, 1, 6)
            as lot
    from closed_cases
),

drawn as (
    select
        *,
        lot < printf(
            '%06x', cast({{ parameter('share', 'double') }} * 16777216 as bigint)
        ) as is_one_of_all,
        is_of_listed_unit and lot < printf(
            '%06x', cast({{ parameter('listed_share', 'double') }} * 16777216 as bigint)
        ) as is_one_of_listed
    from lots
)

select
    case_id,
    rule_id,
    addressee,
    unit,
    concluded_as,
    closed_on,
    month,
    case when is_one_of_all then 'one_in_twenty' else 'unit_unfounded_often' end
        as drawn_for,
    {{ as_of_date() }} as drawn_on
from drawn
where
    (is_one_of_all or is_one_of_listed)
    {%- if is_incremental() %}
    and case_id not in (select earlier.case_id from {{ this }} as earlier)
    {%- endif %}
