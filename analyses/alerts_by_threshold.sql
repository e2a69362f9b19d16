-- One row is a rule with a threshold and a value that the threshold could have.
-- Answers: how many alerts would another threshold give, and who is just below it?
with

-- whoever comes in by the next lower value
below as (
    select
        thresholds.rule_id,
        thresholds.value,
        list(measures.subject_id order by measures.measured desc)[:5] as would_come_in
    from (
        select
            *,
            lag(value) over (partition by rule_id order by value) as next_lower
        from {{ ref('rule_thresholds') }}
    ) as thresholds
    inner join {{ ref('rule_measures') }} as measures
        on thresholds.rule_id = measures.rule_id
    where
        measures.measured > thresholds.next_lower
        and measures.measured <= thresholds.value
    group by thresholds.rule_id, thresholds.value
)

select
    thresholds.rule_id,
    thresholds.parameter,
    thresholds.value,
    thresholds.is_in_force,
    thresholds.alerts,
    thresholds.judged,
    below.would_come_in
from {{ ref('rule_thresholds') }} as thresholds
left join below
    on thresholds.rule_id = below.rule_id
    and thresholds.value = below.value
order by thresholds.rule_id, thresholds.value
