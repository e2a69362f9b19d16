-- One row is a place and a rule confirmed there, what came up since first.
select *
from bi.place_follow_ups
order by place_kind, place_key, new_alerts desc nulls last, is_of_several_rules, title
