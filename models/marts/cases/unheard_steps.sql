-- One row is a step that confirms or recovers before the person named was heard.
-- Answers: which answers do not count until the unit has heard the person?
with

findings as (
    select finding, finding_kind
    from {{ ref('case_findings') }}
),

unheard_steps as (
    select
        progress.*,
        not progress.is_possible
        and coalesce(findings.finding_kind = 'confirmed', false) as is_finding,
        findings.finding_kind in ('unfounded', 'undetermined') as is_unconfirmed
    from {{ ref('int_case_progress') }} as progress
    left join findings
        on progress.finding = findings.finding
    where not progress.is_heard and progress.source_row is not null
)

select
    alert_id,
    'not_heard' as problem,
    unit,
    status || coalesce('（' || finding || '）', '')
    || coalesce('，追缴' || cast(recovered_amount as varchar) || '元', '')
    || '，此前未听取本人意见' as found,
    '请填写本人答复日期和本人意见后重报；联系不上的，本人意见选未联系上' || case
        -- said at once, not only when the person was heard
        when is_unconfirmed
            then '。核查结论' || finding || '而有追缴的，收错的款项请退还，追缴金额改报0'
        else ''
    end as what_to_do,
    source_row
from unheard_steps
where is_finding or coalesce(recovered_amount > 0, false)
