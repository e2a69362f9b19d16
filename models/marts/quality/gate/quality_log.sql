-- One row is a day the data was true for, a check and an extract.
-- Answers: how did the gate judge the extract on that day?
with

judged as (
    select
        questions.check_id,
        questions.extract,
        questions.question_id,
        questions.judged_rows,
        questions.affected,
        -- the worst is the one furthest below the least, or above the most, allowed
        case
            when questions.at_least is not null then -questions.measured
            else questions.measured
        end as badness,
        questions.measured
    from {{ ref('int_quality_questions') }} as questions
    inner join {{ ref('int_quality_verdicts') }} as verdicts
        on questions.question_id = verdicts.question_id
),

figures as (
    select
        check_id,
        extract,
        max_by(measured, (badness, question_id)) as measured,
        count(*) as questions,
        max(judged_rows) as judged_rows
    from judged
    group by check_id, extract
),

findings as (
    select
        check_id,
        extract,
        count(*) filter (where outcome = 'stop') as stops,
        count(*) filter (where outcome = 'warn') as warnings,
        count(*) filter (where outcome = 'accepted') as accepted,
        sum(affected) as affected
    from {{ ref('quality_findings') }}
    group by check_id, extract
)

select
    {{ as_of_date() }} as as_of_date,
    contracts.provider,
    contracts.extract,
    checks.check_id,
    case
        when figures.questions is null then 'not judged'
        when findings.stops > 0 then 'stop'
        when findings.warnings > 0 then 'warn'
        when findings.accepted > 0 then 'accepted'
        else 'pass'
    end as outcome,
    '{{ gate_mode() }}' as gate_mode,
    figures.measured,
    coalesce(figures.questions, 0) as questions,
    coalesce(findings.stops, 0) as stops,
    coalesce(findings.warnings, 0) as warnings,
    coalesce(findings.accepted, 0) as accepted,
    figures.judged_rows,
    cast(coalesce(findings.affected, 0) as bigint) as affected
from {{ ref('int_extract_contracts') }} as contracts
cross join {{ ref('quality_checks') }} as checks
left join figures
    on contracts.extract = figures.extract
    and checks.check_id = figures.check_id
left join findings
    on contracts.extract = findings.extract
    and checks.check_id = findings.check_id
