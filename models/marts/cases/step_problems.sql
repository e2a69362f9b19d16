-- One row is one fault of a delivered step that only alerts and cases can tell.
-- Answers: which steps are impossible, incomplete or at odds with their alert?
with

known_numbers as (
    select alert_id, amount_at_risk
    from {{ ref('int_alert_status') }}
    union all
    select sample_id as alert_id, null as amount_at_risk
    from {{ ref('monthly_sample') }}
    union all
    select look_id as alert_id, null as amount_at_risk
    from {{ ref('second_look_findings') }}
),

steps as (
    select *
    from {{ ref('int_feedback_steps') }}
),

progress as (
    select *
    from {{ ref('int_case_progress') }}
),

states as (
    select state, title
    from {{ ref('case_states') }}
),

verdicts as (
    select finding_kind, cause, is_contradiction
    from {{ ref('case_verdicts') }}
),

impossible_steps as (
    select
        progress.alert_id,
        'impossible_step' as problem,
        progress.unit,
        states.title || '之后不能是' || progress.status
        || coalesce('（' || progress.finding || '）', '') as found,
        '请核对处置日期、处置状态和核查结论后重报' as what_to_do,
        progress.source_row
    from progress
    inner join states
        on progress.from_state = states.state
    anti join {{ ref('unheard_steps') }} as unheard_steps
        on progress.source_row = unheard_steps.source_row
    where not progress.is_possible and progress.source_row is not null
),

missing_findings as (
    select
        alert_id,
        'missing_finding' as problem,
        unit,
        status || '，未填核查结论' as found,
        '请补填核查结论' as what_to_do,
        source_row
    from progress
    where is_possible and to_state = 'returned'
),

unknown_alerts as (
    select
        steps.alert_id,
        'unknown_alert' as problem,
        steps.unit,
        '预警编号' || steps.alert_id || '不存在' as found,
        '请按下发表中的编号重报' as what_to_do,
        steps.source_row
    from steps
    anti join known_numbers
        on steps.alert_id = known_numbers.alert_id
),

recovered_too_much as (
    select
        steps.alert_id,
        'recovered_more_than_at_risk' as problem,
        steps.unit,
        '追缴' || cast(steps.recovered_amount as varchar) || '元，' || coalesce(
            '超过涉及金额' || nullif(known_numbers.amount_at_risk, 0) || '元', '预警未列涉及金额'
        ) as found,
        '请核对追缴金额（累计数，单位元）后重报，或在备注中说明' as what_to_do,
        steps.source_row
    from steps
    inner join known_numbers
        on steps.alert_id = known_numbers.alert_id
    where steps.recovered_amount > known_numbers.amount_at_risk
),

contradictions as (
    select
        steps.alert_id,
        'cause_contradicts_finding' as problem,
        steps.unit,
        '核查结论' || steps.finding || '，问题成因' || steps.cause as found,
        '请核对核查结论与问题成因后重报' as what_to_do,
        steps.source_row
    from steps
    inner join verdicts
        on steps.finding_kind = verdicts.finding_kind
        and steps.cause = verdicts.cause
    where verdicts.is_contradiction
)

{%- for problem in [
    'impossible_steps',
    'missing_findings',
    'unknown_alerts',
    'recovered_too_much',
    'contradictions',
] %}
from {{ problem }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
