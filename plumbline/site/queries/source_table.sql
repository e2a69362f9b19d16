-- One row is a figure that the first city published.
select
    title,
    case measure
        when 'alerts' then '预警数'
        when 'confirmed' then '查实数'
        when 'recovered_yuan' then '追回金额（元）'
        when 'people' then '涉及人数'
        when 'towns' then '涉及镇街数'
        when 'persons_handled' then '处理人数'
        else measure
    end as measure_title,
    published,
    here
from bi.source_table
order by figure = 'civil_affairs' desc, figure, measure
