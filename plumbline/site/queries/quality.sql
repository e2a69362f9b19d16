-- One row is an extract.
select *
from bi.quality
order by provider, extract
