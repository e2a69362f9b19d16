-- What the insurance settled: nine in ten of the elders' spells, one spell each of many adults.
select
    'YB' || person || '-' || slot as claim_no, hospital_name(person, slot) as hospital_name, id_number, name,
    -- one in fifty is entered a day late
    least(admitted + case when chance_of(person, slot, 'late', 50) = 0 then 1 else 0 end, discharged)
        as admitted_date,
    discharged as discharged_date,
    cast(800 + 600 * (discharged - admitted) + chance_of(person, slot, 'cost', 500) as decimal(14, 2))
        as total_cost,
    cast(120 + 90 * (discharged - admitted) as decimal(14, 2)) as self_paid
from (
    from spells('elders_at_home', $ill, date '$first', date '$last')
    union all
    from spells('residents', $resident_ill, date '$first', date '$last')
    union all
    from spells('other_elders', $ill, date '$first', date '$last')
    union all
    from spells('other_seniors', $ill, date '$first', date '$last')
    union all
    from spells('insured', $insured_ill, date '$first', date '$last')
)
where discharged <= date '2023-12-31' and chance_of(person, slot, 'settled', 10) < 9
