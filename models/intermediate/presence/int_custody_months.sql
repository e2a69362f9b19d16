-- One row is a month of which every day was a day of custody.
-- Answers: in which months was somebody held from the first day to the last?
with

custody_spells as (
    select person_id, start_date, end_date, source_row
    from {{ ref('int_custody_spells') }}
),

custody_days as (
    select
        person_id,
        {{ each_day('start_date', 'end_date') }} as day,
        {{ list_of(['source_row']) }} as source_rows
    from custody_spells
),

-- one spell may hold the days that another lacks, so days are counted once
days_by_month as (
    select
        person_id,
        {{ month_of('day') }} as month,
        count(distinct day) as days_in_custody,
        {{ merged_list('source_rows') }} as source_rows
    from custody_days
    group by person_id, {{ month_of('day') }}
)

select person_id, month, source_rows
from days_by_month
where days_in_custody = day(last_day(month))
