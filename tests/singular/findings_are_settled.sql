-- What the gate found and nobody accepted: in the count a build ends with, no failure.
{{ config(severity='warn') }}
select
    outcome,
    extract,
    check_id,
    file_name,
    finding
from {{ ref('quality_findings') }}
where outcome in ('stop', 'warn')
