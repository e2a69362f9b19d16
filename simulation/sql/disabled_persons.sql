-- Certificates; every assessor finds five severe cases in twelve of each category.
select
    id_number || category_no || grade_no as certificate_no, id_number, name, town,
    $categories[category_no] as category, ['一级', '二级', '三级', '四级'][grade_no] as grade,
    certificate_issued(person) as issued_date,
    cast(null as date) as cancelled_date,
    '样例' || numerals(1 + p % $assessors % 6) || '号评定医院' as assessing_hospital,
    '评' || numerals(1 + p % $assessors) as assessor
from (
    select
        *,
        category_at(p) as category_no,
        grade_at(p) as grade_no
    from certified
)
union all
select
    id_number || '43', id_number, name, town, '肢体', '三级',
    date '2014-01-01' + chance(person, 'issue', 2900), null, null, null
from family_members
where p < $disabled_members and p % 3 = 1
