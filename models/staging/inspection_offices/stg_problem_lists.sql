-- One row is one item of a list of problems to put right, staged.
-- Answers: what is to be put right by whom until when, and was it done?
select
    list_name,
    item_number,
    list_level,
    unit,
    item_owner,
    deadline,
    done_date,
    source_row
from {{ ref('base_problem_lists') }}
where row_status = 'staged'
