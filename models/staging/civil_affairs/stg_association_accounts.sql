-- One row is one expense line of one association's yearly report, staged.
-- Answers: what did an association report as spent, line by line?
select
    credit_code,
    association_name,
    fiscal_year,
    line_no,
    item,
    amount,
    source_row
from {{ ref('base_association_accounts') }}
where row_status = 'staged'
