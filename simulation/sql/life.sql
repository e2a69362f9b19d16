-- What is true of everybody, as functions of a person's number: nothing is stored, so a city of any
-- size costs no memory, and whoever asks twice is told the same. `$seed` makes another city.

-- chance(who, what, n): a number from 0 to n - 1, the same whenever the same is asked
create macro chance(who, topic, n) as cast(hash(who, topic, $seed) % n as int);
create macro chance_of(who, which, topic, n) as cast(hash(who, which, topic, $seed) % n as int);

-- numbers as they stand in names
create macro numerals(n) as
    translate(cast(n as varchar), '0123456789', '零一二三四五六七八九');

-- the towns in rounds: each a few times, then by their inhabitants
create macro town_number(i) as $town_rounds[1 + cast(i % $round_of_towns as int)];
create macro town_name(town_no) as $towns[town_no];

-- the MOD 11-2 check character of GB 11643-1999, for seventeen digits held as a number
create macro check_character(n) as substr('10X98765432', 1 + cast((
    n // 10000000000000000 * 7 + n // 1000000000000000 % 10 * 9
    + n // 100000000000000 % 10 * 10 + n // 10000000000000 % 10 * 5
    + n // 1000000000000 % 10 * 8 + n // 100000000000 % 10 * 4
    + n // 10000000000 % 10 * 2 + n // 1000000000 % 10
    + n // 100000000 % 10 * 6 + n // 10000000 % 10 * 3 + n // 1000000 % 10 * 7
    + n // 100000 % 10 * 9 + n // 10000 % 10 * 10 + n // 1000 % 10 * 5
    + n // 100 % 10 * 8 + n // 10 % 10 * 4 + n % 10 * 2
) % 11 as int), 1);
create macro digits_of_id(i, birth, birth_days, town_no) as
    (990000 + 100 * (1 + i // (1000 * birth_days)) + town_no) * 100000000000
    + (year(birth) * 10000 + month(birth) * 100 + day(birth)) * 1000
    + i // birth_days % 1000;
create macro citizen_id(digits) as cast(digits as varchar) || check_character(digits);
-- the same ID, mistyped: its check character does not fit any more
create macro mistyped(id) as
    substr(id, 1, 17) || case right(id, 1) when '1' then '2' else '1' end;

-- people lo to hi of a cohort; `p` counts from 0 within their part
create macro people_of(cohort_no, first_birth, birth_days, deaths, syllable, lo, hi) as table
with numbered as (
    select
        i,
        cast(i - lo as bigint) as p,
        cast(cohort_no as bigint) * 1000000000 + i as person,
        first_birth + cast((i * 1009 + $seed) % birth_days as int) as birth,
        town_number(i) as town_no
    from range(lo, hi) as numbers(i)
)
select
    p,
    person,
    birth,
    town_no,
    town_name(town_no) as town,
    citizen_id(digits_of_id(i, birth, birth_days, town_no)) as id_number,
    syllable || numerals(i) as name,
    case when i // birth_days % 2 = 1 then '男' else '女' end as gender,
    'HK' || cohort_no || lpad(cast(i // 3 as varchar), 8, '0') as household_no,
    case
        -- a cohort of the past died before the two years
        when deaths = 1000 then date '2014-01-01' + chance(person, 'death day', 2900)
        when chance(person, 'death', 1000) < deaths
            then date '2022-01-01' + chance(person, 'death day', 725)
    end as death_date
from numbered;

create macro is_alive(death_date, on_day) as coalesce(on_day <= death_date, true);
-- the first day of a month after the death day is owed no more
create macro is_owed(death_date, month_first) as coalesce(month_first <= death_date, true);

-- Hospital: each person's days are cut into slots of 61, from an own day on, and a spell lies within
-- its slot, so that no two spells of a person ever touch.
create macro slot_start(person, slot) as
    date '2021-11-01' - chance(person, 'phase', 61) + cast(61 * slot as int);
create macro slot_of(person, on_day) as
    (on_day - slot_start(person, 0)) // 61;
create macro falls_ill(person, slot, per_mille) as
    chance_of(person, slot, 'falls ill', 1000) < per_mille;
create macro admission(person, slot) as
    slot_start(person, slot) + chance_of(person, slot, 'admission', 38);
create macro days_in_hospital(person, slot) as
    2 + chance_of(person, slot, 'days', 20);
-- strictly between the first and the last day; those two may be spent anywhere
create macro lies_in_hospital(person, on_day, per_mille) as
    falls_ill(person, slot_of(person, on_day), per_mille)
    and on_day > admission(person, slot_of(person, on_day))
    and on_day < admission(person, slot_of(person, on_day))
    + days_in_hospital(person, slot_of(person, on_day));
create macro hospital_name(person, slot) as $hospitals[1 + chance_of(person, slot, 'hospital', 6)];

-- the spells of a part's people that begin in a span of days
create macro spells(part, per_mille, first_day, last_day) as table
with slots as (
    select people.*, slot_of(person, first_day) + later.n as slot
    from query_table(part) as people
    cross join range((last_day - first_day) // 61 + 2) as later(n)
), dated as (
    select *, admission(person, slot) as admitted
    from slots
    where falls_ill(person, slot, per_mille)
)
select
    *,
    -- who dies in hospital leaves it that day
    least(admitted + days_in_hospital(person, slot), death_date) as discharged
from dated
where admitted between first_day and last_day and is_alive(death_date, admitted);

-- a care home stay; who died before moving in never did
create macro homes(part) as table
select
    people.*,
    town || '样例' || numerals(1 + p % $copies) || '号养老院' as institution_name,
    date '2018-01-01' + chance(person, 'check-in', 2150) as checkin_date,
    case
        when death_date is not null then death_date
        when chance(person, 'moves out', 1000) < 250
            -- who would leave after the as-of date still lives there
            then nullif(least(
                date '2018-01-01' + chance(person, 'check-in', 2150)
                + 60 + chance(person, 'stays', 700),
                date '2024-01-01'
            ), date '2024-01-01')
    end as checkout_date
from query_table(part) as people
where is_alive(death_date, date '2018-01-01' + chance(person, 'check-in', 2150));

create macro centre_name(town, who) as
    town || '样例' || numerals(1 + chance(who, 'centre', 3 * $copies)) || '号照料中心';

-- grades are dealt out, not drawn: five severe certificates in twelve, for every assessor alike
create macro grade_at(p) as
    [1, 2, 3, 4, 3, 4, 2, 4, 3, 1, 2, 4][1 + cast(p // ($assessors * 7) % 12 as int)];

create macro credit_code(n) as '51990101MJ' || lpad(cast(n as varchar), 7, '0') || 'A';
create macro association_name(n) as '样例' || numerals(1 + n) || '号协会';

-- the hours at which a care worker's clients are visited
create table rounds as
select * from (values
    (0, '08:00', '09:00'), (1, '09:30', '10:30'), (2, '11:00', '12:00'),
    (3, '13:30', '14:30'), (4, '15:00', '16:00')
) as hours(place, start_time, end_time);

-- the months of the window
create table months as
select
    cast(n as int) as month_no,
    cast(date '2022-01-01' + to_months(cast(n as int)) as date) as month_first,
    last_day(month_first) as month_last,
    strftime(month_first, '%Y%m') as ym
from range(24) as numbers(n);
