-- One row is a person by ID and name, a day and a place where records put them.
-- Answers: who was where on that day, and how surely?
select
    person_days.person_id,
    people.name,
    people.town,
    person_days.day,
    person_days.place_kind,
    person_days.place_name,
    person_days.is_certain,
    person_days.source_rows
from {{ ref('int_person_days') }} as person_days
inner join {{ ref('int_people') }} as people
    on person_days.person_id = people.person_id
