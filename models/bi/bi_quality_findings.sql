-- One row is a figure of the deliveries that broke a limit, without the file's name.
-- Answers: what is wrong with which extract, how grave is it, and who mends it?
select
    outcome,
    provider_zh,
    extract,
    extract_zh,
    check_id,
    title,
    dimension,
    month,
    measured,
    limit_broken,
    judged_rows,
    affected,
    remedy,
    who_acts,
    accepted_because is not null as is_accepted
from {{ ref('quality_findings') }}
