-- One row is a sum that a step of a case named, demanded or brought in.
-- Answers: which money did the check find, was asked back and came in, and when?
{%- set told = {'named': '认定金额', 'demanded': '责令退缴'} %}
with

steps as (
    select
        case_id,
        alert_id,
        step_number,
        step_date,
        unit,
        recovered_amount,
        replace(replace(note, ',', ''), ' ', '') as note,
        source_row
    from {{ ref('int_cycle_steps') }}
    where counts
),

-- what was told so far: a report takes the place of the one before
reports as (
    select
        *,
        'recovered' as money_kind,
        recovered_amount as told_amount
    from steps
    {%- for kind, words in told.items() %}
    union all
    select
        *,
        '{{ kind }}' as money_kind,
        try_cast(
            regexp_extract(note, '{{ words }}:?([0-9]+([.][0-9]+)?)元', 1)
            as decimal(14, 2)
        ) as told_amount
    from steps
    {%- endfor %}
),

instalments as (
    select
        *,
        told_amount - coalesce(
            lag(told_amount) over (
                partition by case_id, money_kind order by step_number
            ),
            0
        ) as amount
    from reports
    where told_amount is not null
)

select
    case_id,
    alert_id,
    money_kind,
    step_number,
    step_date as money_date,
    unit,
    cast(amount as decimal(14, 2)) as amount,
    cast(told_amount as decimal(14, 2)) as amount_so_far,
    source_row
from instalments
where amount != 0
