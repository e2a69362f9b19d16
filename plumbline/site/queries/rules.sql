-- One row is a rule with what became of its alerts.
with

extracts as (
    select
        rules.rule_id,
        string_agg(coalesce(quality.extract_zh, reads.extract), '、' order by reads.extract)
            as reads
    from bi.rules
    cross join unnest(
        list_distinct(rules.judged_extracts || rules.needed_extracts)
    ) as reads (extract)
    left join bi.quality
        on reads.extract = quality.extract
    group by rules.rule_id
),

leads as (
    select
        rule_id,
        sum(leads)::bigint as leads,
        sum(people)::bigint as people,
        count(*) filter (where is_suppressed) as groups_not_shown
    from bi.service_leads
    group by rule_id
)

select
    rules.*,
    extracts.reads,
    coalesce(scorecard.alerts, 0) as alerts,
    coalesce(scorecard.concluded, 0) as concluded,
    coalesce(scorecard.confirmed, 0) as confirmed,
    scorecard.confirmed_rate,
    scorecard.confirmed_rate_low,
    scorecard.confirmed_rate_high,
    coalesce(scorecard.recovered_amount, 0) as recovered,
    leads.leads,
    leads.people,
    coalesce(leads.groups_not_shown, 0) as groups_not_shown
from bi.rules
left join extracts
    on rules.rule_id = extracts.rule_id
left join bi.scorecard
    on rules.rule_id = scorecard.item and scorecard.dimension = 'rule'
left join leads
    on rules.rule_id = leads.rule_id
order by alerts desc, rules.rule_id
