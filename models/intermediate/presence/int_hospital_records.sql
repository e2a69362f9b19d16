-- One row is one record of a hospital stay, by the hospital or the insurance.
-- Answers: from when to when does this record place the patient in hospital?
with

records as (
    select
        id_number as person_id,
        hospital_name,
        cast(admitted_at as date) as admitted_date,
        cast(discharged_at as date) as discharged_date,
        source_row
    from {{ ref('stg_hospital_stays') }}
    union all
    select
        id_number as person_id,
        hospital_name,
        admitted_date,
        discharged_date,
        source_row
    from {{ ref('stg_insurance_inpatient_claims') }}
),

closed_records as (
    select person_id, hospital_name, admitted_date, discharged_date, source_row
    from records
    where discharged_date <= {{ as_of_date() }}
),

open_records as (
    select person_id, hospital_name, admitted_date, source_row
    from records
    where discharged_date is null or discharged_date > {{ as_of_date() }}
),

-- an admission on a closed record's last day is a transfer, not the same stay
ends_of_surrounding_records as (
    select
        open_records.source_row,
        max(closed_records.discharged_date) as discharged_date
    from open_records
    inner join closed_records
        on open_records.person_id = closed_records.person_id
        and open_records.admitted_date >= closed_records.admitted_date
        and (
            open_records.admitted_date < closed_records.discharged_date
            or closed_records.admitted_date = closed_records.discharged_date
            and open_records.admitted_date = closed_records.discharged_date
        )
    group by open_records.source_row
)

select
    person_id,
    hospital_name,
    admitted_date,
    discharged_date as end_date,
    source_row
from closed_records
union all
select
    open_records.person_id,
    open_records.hospital_name,
    open_records.admitted_date,
    coalesce(
        ends_of_surrounding_records.discharged_date,
        least(
            {{ as_of_date() }},
            open_records.admitted_date
            + {{ parameter('open_hospital_stay_days', 'int') }}
        ) + 1
    ) as end_date,
    open_records.source_row
from open_records
left join ends_of_surrounding_records
    on open_records.source_row = ends_of_surrounding_records.source_row
