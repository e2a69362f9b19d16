-- One row is a figure of the deliveries that broke a limit.
-- Answers: what is wrong with which delivery, how grave is it, and who mends it?
{{ config(post_hook={'sql': '{{ enforce_gate(this) }}', 'transaction': false}) }}
with

questions as (
    select
        question_id,
        check_id,
        level,
        extract,
        file_name,
        month,
        item,
        measured,
        at_least,
        at_most,
        judged_rows,
        affected
    from {{ ref('int_quality_questions') }}
),

-- a figure that breaks both limits is a finding of the graver level
broken as (
    select
        questions.*,
        row_number() over (
            partition by
                questions.check_id,
                questions.extract,
                questions.file_name,
                questions.month,
                questions.item
            order by (questions.level = 'stop') desc
        ) as rank_of_level
    from questions
    inner join {{ ref('int_quality_verdicts') }} as verdicts
        on questions.question_id = verdicts.question_id
    where not verdicts.is_kept
),

-- an empty file, month or item of a deviation covers them all
deviations as (
    select check_id, extract, file_name, month, item, reason, approver, expires_on
    from {{ ref('quality_deviations') }}
    where expires_on >= {{ as_of_date() }}
),

accepted as (
    select
        broken.question_id,
        max_by(deviations.reason, (deviations.expires_on, deviations.reason)) as reason
    from broken
    inner join deviations
        on broken.check_id = deviations.check_id
        and broken.extract = deviations.extract
        and broken.file_name = coalesce(deviations.file_name, broken.file_name)
        and broken.item = coalesce(deviations.item, broken.item)
        and (deviations.month is null or broken.month = deviations.month)
    group by broken.question_id
)

select
    case when accepted.reason is null then broken.level else 'accepted' end as outcome,
    contracts.provider,
    contracts.provider_zh,
    broken.extract,
    contracts.extract_zh,
    broken.check_id,
    checks.title,
    checks.dimension,
    broken.file_name,
    broken.month,
    broken.item,
    broken.measured,
    coalesce(broken.at_least, broken.at_most) as limit_broken,
    broken.judged_rows,
    broken.affected,
    {{ zh_finding() }} as finding,
    checks.remedy,
    checks.who_acts,
    accepted.reason as accepted_because
from broken
inner join {{ ref('int_extract_contracts') }} as contracts
    on broken.extract = contracts.extract
inner join {{ ref('quality_checks') }} as checks
    on broken.check_id = checks.check_id
left join accepted
    on broken.question_id = accepted.question_id
where broken.rank_of_level = 1
