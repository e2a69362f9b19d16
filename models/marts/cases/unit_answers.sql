-- One row is a unit that concluded cases.
-- Answers: which unit answers 不属实 far more often than the others?
with

concluded_cases as (
    select unit, concluded_as
    from {{ ref('cases') }}
    where alert_id = case_id and concluded_as is not null
),

units as (
    select
        unit,
        count(*) as concluded,
        count(*) filter (where concluded_as = 'unfounded') as unfounded
    from concluded_cases
    group by unit
),

compared as (
    select
        *,
        sum(concluded) over () - concluded as concluded_by_others,
        sum(unfounded) over () - unfounded as unfounded_by_others
    from units
),

intervals as (
    select
        *,
        round(unfounded / concluded, 4) as unfounded_rate,
        {{ wilson_low('unfounded', 'concluded') }} as unfounded_rate_low,
        {{ wilson_high('unfounded', 'concluded') }} as unfounded_rate_high,
        {{ wilson_high('unfounded_by_others', 'concluded_by_others') }}
            as rate_of_others_high
    from compared
)

select
    unit,
    concluded,
    unfounded,
    unfounded_rate,
    unfounded_rate_low,
    unfounded_rate_high,
    rate_of_others_high,
    -- its lowest likely share lies above the highest likely share of the others
    coalesce(unfounded_rate_low > rate_of_others_high, false) as is_listed
from intervals
