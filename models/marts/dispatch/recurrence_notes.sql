-- One row is a case in which what was put right came back.
-- Answers: when did it last come back, and where, in words for whoever checks it?
with

newest_recurrences as (
    select
        case_id,
        max(recurred_on) as recurred_on,
        max_by(recurring_alert_id, recurred_on) as recurring_alert_id
    from {{ ref('case_recurrences') }}
    group by case_id
),

places as (
    select alert_id, place
    from {{ ref('alert_places') }}
    where place_kind in ('centre', 'institution', 'village')
)

select
    newest_recurrences.case_id,
    newest_recurrences.recurred_on,
    {{ zh_day('newest_recurrences.recurred_on') }} || '再次出现'
    || coalesce('，地点：' || string_agg(places.place, '、' order by places.place), '')
        as recurrence
from newest_recurrences
left join places
    on newest_recurrences.recurring_alert_id = places.alert_id
group by newest_recurrences.case_id, newest_recurrences.recurred_on
