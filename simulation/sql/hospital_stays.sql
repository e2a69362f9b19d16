-- The hospitals' own records; who is not discharged by the as-of date is still there.
select
    hospital_name(person, slot) as hospital_name, id_number, name,
    cast(admitted as timestamp) + to_minutes(60 * (7 + chance_of(person, slot, 'hour', 12)) + 15) as admitted_at,
    case when discharged <= date '2023-12-31' then
        -- never before the hour of admission, should both be on one day
        cast(discharged as timestamp) + to_minutes(60 * 20 + chance_of(person, slot, 'minute', 60))
    end as discharged_at,
    ['心内科', '骨科', '呼吸科', '神经内科', '肾内科'][1 + chance_of(person, slot, 'ward', 5)] as ward
from (
    from spells('elders_at_home', $ill, date '$first', date '$last')
    union all
    from spells('residents', $resident_ill, date '$first', date '$last')
    union all
    from spells('other_elders', $ill, date '$first', date '$last')
    union all
    from spells('other_seniors', $ill, date '$first', date '$last')
)
