-- One row is a rule with a threshold and a value that the threshold could have.
-- Answers: how many alerts would another threshold give, where they are not of a few?
with

thresholds as (
    select
        thresholds.*,
        rules.title,
        {{ key_kind('rules.subject_kind') }} is not null as is_of_persons,
        {{ parameter('min_persons', 'int', rule='masked_surface') }} as min_persons
    from {{ ref('rule_thresholds') }} as thresholds
    inner join {{ ref('rule_catalogue') }} as rules
        on thresholds.rule_id = rules.rule_id
),

judged as (
    select
        *,
        is_of_persons and subjects between 1 and min_persons - 1 as is_suppressed
    from thresholds
)

select
    rule_id,
    title,
    parameter,
    parameter_title,
    value,
    is_in_force,
    is_suppressed,
    is_of_persons and not is_suppressed as is_rounded,
    -- in steps of so many, since the step to the next value is a group too
    case
        when is_suppressed then null
        when is_of_persons then alerts - alerts % min_persons
        else alerts
    end as alerts
from judged
