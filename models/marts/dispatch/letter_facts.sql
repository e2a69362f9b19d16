-- One row is a confirmed case at a centre, village or institution.
-- Answers: what does a letter of advice to that place rest on?
with

confirmed_cases as (
    select *
    from {{ ref('cases') }}
    where alert_id = case_id and concluded_as = 'confirmed'
),

places as (
    select
        alert_places.alert_id,
        alert_places.place_kind,
        alert_places.place
    from {{ ref('alert_places') }} as alert_places
    inner join {{ ref('place_kinds') }} as place_kinds
        on alert_places.place_kind = place_kinds.place_kind
    where place_kinds.gets_letters
),

rule_titles as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
)

select
    places.place_kind,
    places.place,
    confirmed_cases.case_id,
    confirmed_cases.rule_id,
    rule_titles.title,
    confirmed_cases.subject_name,
    confirmed_cases.first_event_date,
    confirmed_cases.last_event_date,
    confirmed_cases.reason,
    confirmed_cases.finding,
    confirmed_cases.cause,
    confirmed_cases.identified_amount,
    confirmed_cases.recovered_amount,
    confirmed_cases.concluded_on,
    {{ as_of_date() }} as letter_date,
    {{ as_of_date() }} + {{ parameter('reply_days', 'int') }} as reply_date
from confirmed_cases
inner join places
    on confirmed_cases.case_id = places.alert_id
inner join rule_titles
    on confirmed_cases.rule_id = rule_titles.rule_id
