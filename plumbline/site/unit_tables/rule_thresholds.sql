-- No row: they are counted over the whole city, of which the unit's alerts are a part.
from warehouse.bi.rule_thresholds
limit 0
