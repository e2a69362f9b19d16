-- One row: the build that these tables are of.
-- Answers: which day is this true for, and is it of the same build as the warehouse?
select
    {{ as_of_date() }} as as_of_date,
    cast(cast('{{ run_started_at }}' as timestamptz) as timestamp) as built_at,
    count(*) as alerts
from {{ ref('red_alerts') }}
