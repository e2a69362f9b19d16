-- No row: people to help go to the office that helps them, in its own list.
from warehouse.bi.service_leads
limit 0
