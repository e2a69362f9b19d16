-- One row is a spell of public employment, both ends included.
-- Answers: from when to when was somebody paid by the public purse?
select
    id_number as person_id,
    employer,
    start_date,
    {{ spell_end('end_date') }} as end_date,
    source_row
from {{ ref('stg_public_employees') }}
