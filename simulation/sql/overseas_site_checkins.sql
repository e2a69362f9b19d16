-- A check every week; a single week is missed now and then, never two in a row.
select
    '样例站点' || numerals(1 + n) as site_name,
    date '2021-11-01' + cast(7 * week + chance_of(n, week, 'day', 5) as int) as checkin_date,
    ['廉洁提醒', '财务抽查', '安全检查'][1 + cast(week % 3 as int)] as topic,
    chance_of(n, week, 'issues', 2) as issues_found
from range($sites) as sites(n)
cross join range(113) as weeks(week)
where week % 2 = 0 or chance_of(n, week, 'missed', 30) > 0
