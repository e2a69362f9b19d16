-- One row: the made-up city that was built.
-- Answers: which city is this, and are the published figures meant to come out of it?
select
    cast(seed as bigint) as seed,
    cast(scale as double) as scale,
    cast(as_of as date) as as_of,
    is_calibrated
from read_json({{ city_file('city.json') }})
