-- One row is a rule with a threshold and a value that the threshold could have.
-- Answers: how many alerts would another threshold give?
{%- set tried = [
    ('meal_claim_exceeds_records', 'tolerance', '申报多于明细的比例',
        [0, 0.01, 0.02, 0.1, 0.15, 0.2, 0.3, 0.5, 1]),
    ('assessor_severe_outlier', 'z', '高出其他医生的标准差数', [1, 1.5, 2, 2.5, 3.5, 4, 5]),
    ('temporary_relief_near_limit', 'ratio', '贴近限额与低一档的笔数之比',
        [1, 1.5, 2, 2.5, 4, 5, 7, 10]),
] %}
with

in_force as (
    {%- for rule, name, title, others in tried %}
    {{ 'union all' if not loop.first }}
    select
        '{{ rule }}' as rule_id,
        '{{ name }}' as parameter,
        '{{ title }}' as parameter_title,
        {{ parameter(name, 'double', rule) }} as in_force,
        {{ others }} as others
    {%- endfor %}
),

thresholds as (
    select
        rule_id,
        parameter,
        parameter_title,
        in_force,
        unnest(list_distinct(list_append(others, in_force))) as value
    from in_force
)

select
    thresholds.rule_id,
    thresholds.parameter,
    thresholds.parameter_title,
    thresholds.value,
    thresholds.value = thresholds.in_force as is_in_force,
    count(*) filter (where measures.measured > thresholds.value) as alerts,
    count(distinct measures.subject_id) filter (
        where measures.measured > thresholds.value
    ) as subjects,
    count(measures.measured) as judged
from thresholds
left join {{ ref('rule_measures') }} as measures
    on thresholds.rule_id = measures.rule_id
group by all
