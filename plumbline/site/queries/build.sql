-- One row: the build that the masked file is of.
select *
from bi.build
