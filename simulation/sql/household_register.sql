-- Everybody of a town; who died is struck off weeks later, and one in twelve of the dead not at all. Some
-- of those whom nothing is paid to move away.
select
    id_number, name, gender, birth as birth_date, household_no, town,
    case
        when is_struck_off then '死亡注销'
        when moves_away then '迁出'
        else '正常'
    end as status,
    case
        when is_struck_off then struck_off
        when moves_away then date '2015-01-01' + chance(person, 'move', 3200)
    end as status_date
from (
    select
        *,
        death_date + 5 + chance(person, 'struck off', 40) as struck_off,
        coalesce(
            death_date + 5 + chance(person, 'struck off', 40) <= date '2023-12-31'
            and (chance(person, 'in register', 12) > 0 or death_date < date '2022-01-01'),
            false
        ) as is_struck_off,
        death_date is null
        and part in ('insured', 'road_users', 'other_adults', 'children')
        and chance(person, 'moves away', 150) = 0 as moves_away
    from everybody
    where $town_no in (0, town_no)
)
