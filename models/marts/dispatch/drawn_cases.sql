-- One row is a drawn case that nobody has checked yet: sampled, or closed and looked at
-- a second time. Answers: what is to be checked though no alert asks for it?
with

handed_over as (
    select
        alert_id,
        max(due_date) as due_date
    from {{ ref('dispatches') }}
    group by alert_id
),

rule_titles as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

open_samples as (
    select samples.*
    from {{ ref('monthly_sample') }} as samples
    anti join {{ ref('sample_findings') }} as findings
        on samples.sample_id = findings.sample_id
),

open_second_looks as (
    select
        looks.look_id,
        looks.unit as closed_by,
        looks.checked_by,
        cases.*
    from {{ ref('second_look_findings') }} as looks
    inner join {{ ref('cases') }} as cases
        on looks.case_id = cases.alert_id
    where looks.finding is null
),

drawn_cases as (
    select
        addressee,
        sample_id as alert_id,
        null as rule_id,
        'person' as subject_kind,
        'sample' as kind,
        '抽查：' || program as title,
        subject_name,
        person_id as subject_id,
        month as first_event_date,
        month as last_event_date,
        cast(len(evidence) as bigint) as event_count,
        amount as amount_at_risk,
        '按月随机抽查，无预警；请核实该月发放是否属实。' as reason,
        evidence,
        '抽查' as state_title
    from open_samples
    union all
    select
        looks.checked_by as addressee,
        looks.look_id as alert_id,
        looks.rule_id,
        looks.subject_kind,
        'second_look' as kind,
        '抽查复核：' || rule_titles.title as title,
        looks.subject_name,
        looks.subject_id,
        looks.first_event_date,
        looks.last_event_date,
        looks.event_count,
        looks.amount_at_risk,
        -- what was found is told, so that it is known what to look at again
        '抽查复核' || looks.closed_by || '已办结的预警' || looks.case_id || '（原结论：'
        || looks.finding || '），请另行核实，填处置日期、处置状态和核查结论。' || looks.reason as reason,
        looks.evidence,
        '抽查复核' as state_title
    from open_second_looks as looks
    inner join rule_titles
        on looks.rule_id = rule_titles.rule_id
)

select
    drawn_cases.* exclude (kind),
    case when handed_over.alert_id is null then drawn_cases.kind else 'under_way' end
        as kind,
    handed_over.alert_id is null as is_to_go_out,
    handed_over.due_date
from drawn_cases
left join handed_over
    on drawn_cases.alert_id = handed_over.alert_id
