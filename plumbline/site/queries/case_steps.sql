-- One row is a step of an alert's case.
select
    *,
    case event
        when 'alert_appeared' then '预警产生'
        when 'alert_grown' then '预警扩大'
        when 'alert_changed' then '预警变化'
        when 'alert_withdrawn' then '预警撤销'
        when 'alert_came_back' then '预警再现'
        when 'step_delivered' then '办理'
        when 'step_corrected' then '更正'
        when 'step_taken_back' then '撤回'
        else event
    end as event_title
from bi.case_steps
order by alert_key, event_date, recorded_at, event, status
