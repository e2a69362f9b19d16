-- One row is a programme and a month that its newest deliveries cover.
-- Answers: for which months can somebody say that a benefit was owed and not paid?
{#- the programme, and the rule whose parameter says how many months #}
{%- set programs = [
    ('高龄补贴', 'allowance_owed'),
    ('重度残疾人护理补贴', 'nursing_subsidy_owed'),
    ('困难残疾人生活补贴', 'living_subsidy_owed'),
] %}
with

-- a month nobody has delivered yet is not owed
newest_months as (
    select program, max(benefit_month) as last_month
    from {{ ref('int_monthly_benefits') }}
    where benefit_month <= {{ as_of_date() }}
    group by program
),

numbers_of_months as (
    {%- for program, rule in programs %}
    select
        '{{ program }}' as program,
        {{ parameter('min_months', 'int', rule=rule) }} as min_months
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

programs as (
    select
        newest_months.program,
        {{ months_later(
            'newest_months.last_month', '1 - numbers_of_months.min_months'
        ) }} as first_month,
        newest_months.last_month
    from newest_months
    inner join numbers_of_months
        on newest_months.program = numbers_of_months.program
)

select
    program,
    {{ each_month('first_month', 'last_month') }} as month,
    first_month,
    last_month
from programs
