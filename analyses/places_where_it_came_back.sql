-- One row is a place and a rule put right there, with new alerts since.
-- Answers: where did a letter of advice change nothing?
select
    place_kind_title,
    place,
    rule_id,
    cases_put_right,
    rectified_on,
    new_alerts,
    first_new_on - rectified_on as days_until_it_came_back,
    share_of_new_alerts,
    raises_priority
from {{ ref('place_follow_ups') }}
where new_alerts > 0
order by new_alerts desc, place_kind asc, place asc, rule_id asc
