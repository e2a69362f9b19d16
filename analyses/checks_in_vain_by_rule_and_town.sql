-- One row is a rule and a town where at least three cases were concluded.
-- Answers: where are people sent out in vain, by which rule?
select
    rule_id,
    town,
    count(*) as concluded,
    count(*) filter (where concluded_as = 'unfounded') as unfounded,
    round(count(*) filter (where concluded_as = 'unfounded') / count(*), 4)
        as share_unfounded,
    sum(amount_at_risk) filter (where concluded_as = 'unfounded') as yuan_in_vain
from {{ ref('cases') }}
where alert_id = case_id and concluded_as is not null
group by rule_id, town
having count(*) >= 3
order by share_unfounded desc, unfounded desc, rule_id asc, town asc
