-- At home over the New Year; on leave, too, for exactly the days in hospital.
select institution_name, id_number, leave_date, least(leave_date + days, checkout_date) as return_date
from (
    select
        *,
        cast(eves.eve as date) + chance_of(person, eves.eve, 'leave', 6) as leave_date,
        3 + chance_of(person, eves.eve, 'leave days', 7) as days
    from homes('residents')
    cross join (values ('2022-01-29'), ('2023-01-19')) as eves(eve)
    where chance_of(person, eves.eve, 'goes home', 10) < 3
)
where leave_date > checkin_date and coalesce(leave_date < checkout_date, true)
union all
select
    institution_name, id_number, admission(person, slot),
    nullif(least(
        admission(person, slot) + days_in_hospital(person, slot), checkout_date, date '2024-01-01'
    ), date '2024-01-01')
from homes('residents')
cross join range(14) as slots(slot)
where
    falls_ill(person, slot, $resident_ill)
    and admission(person, slot) <= date '2023-12-31'
    and coalesce(admission(person, slot) <= checkout_date, true)
