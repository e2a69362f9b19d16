-- One row is a spell for which a work injury brings a nursing fee, both ends included.
-- Answers: from when to when does the work-injury fund pay for somebody's nursing?
select
    id_number as person_id,
    case_no,
    nursing_fee_start as start_date,
    {{ spell_end('nursing_fee_end') }} as end_date,
    source_row
from {{ ref('stg_work_injuries') }}
-- a fee that begins after the as-of date is none yet
where nursing_fee_start <= {{ as_of_date() }}
