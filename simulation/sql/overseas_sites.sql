-- Sites that opened before the window.
select
    '样例站点' || numerals(1 + n) as site_name, '示例国' || numerals(1 + n % 9) as country,
    date '2021-11-01' as opened_date, cast(null as date) as closed_date, '联' || numerals(n) as officer_name
from range($sites) as sites(n)
