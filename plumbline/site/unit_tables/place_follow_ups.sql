-- No row: they are counted over all alerts there, of which the unit's are a part.
from warehouse.bi.place_follow_ups
limit 0
