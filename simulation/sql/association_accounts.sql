-- Two yearly reports of each association; their totals are the sums of their lines.
with lines as (
    select
        association, fiscal_year, line.no as line_no, line.item,
        cast(line.base + chance_of(association, fiscal_year * 10 + line.no, 'expense', 9000) as decimal(14, 2))
            as amount
    from range($associations) as associations(association)
    cross join (values (2022), (2023)) as years(fiscal_year)
    cross join (values (1, '人员费用', 30000), (2, '会议费', 4000), (3, '办公费', 2000), (4, '活动费', 3000))
        as line(no, item, base)
)
select
    credit_code(association) as credit_code, association_name(association) as association_name,
    fiscal_year, cast(line_no as varchar) as line_no, item, amount
from lines
union all
select credit_code(association), association_name(association), fiscal_year, null, '合计', sum(amount)
from lines
group by association, fiscal_year
order by credit_code, fiscal_year, line_no nulls last
