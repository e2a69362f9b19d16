-- One row is an extract of the contract, also one that never came.
-- Answers: what does each department deliver, how often, and must it come?
select
    provider,
    provider_zh,
    extract,
    extract_zh,
    cadence,
    is_optional
from {{ ref('int_extract_contracts') }}
