-- One row: the made-up city that was built.
-- Answers: which city is this, and are the published figures meant to come out of it?
select
    seed,
    scale,
    as_of,
    is_calibrated
from read_json(
    '{{ env_var("PLUMBLINE_CITY", "") }}/city.json',
    columns = {seed: 'bigint', scale: 'double', as_of: 'date', is_calibrated: 'boolean'}
)
