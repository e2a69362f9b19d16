-- One row is a person's spell of destitute support, both ends included.
-- Answers: from when to when was somebody supported as destitute, and how?
select
    id_number as person_id,
    support_mode,
    approved_date as start_date,
    {{ spell_end('stopped_date') }} as end_date,
    source_row
from {{ ref('stg_destitute_persons') }}
