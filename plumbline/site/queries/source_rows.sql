-- One row is a delivered row of an alert; only the restricted edition has it.
from bi.source_rows
order by alert_key, source_row
