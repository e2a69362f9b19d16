-- Eight meals a month for each guest of a centre, the last on the day of death; none while in hospital.
select
    centre_name(town, person) as centre_name,
    town,
    id_number,
    name,
    meal_date,
    case chance_of(person, n, 'meal', 4) when 0 then '晚餐' else '午餐' end as meal_type,
    ['堂食', '堂食', '送餐', '代领', null][1 + chance_of(person, month_no * 8 + n, 'pickup', 5)] as pickup,
    cast([5, 6, 7.5][1 + chance(person, 'subsidy', 3)] as decimal(14, 2)) as subsidy_amount
from (
    select
        elders_at_home.*,
        n,
        month_no,
        month_first + cast(3 * n + chance_of(person, month_no * 8 + n, 'day', 3) as int) as meal_date
    from elders_at_home
    cross join range(8) as meals(n)
    cross join months
    where months.month_first between date '$first' and date '$last' and p >= $guests_from and p < $guests_to
)
where is_alive(death_date, meal_date) and not lies_in_hospital(person, meal_date, $ill)
