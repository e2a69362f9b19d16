-- One row is a place that a letter is about, and a unit that gets a copy of it.
-- Answers: who may read the letter beside its addressee?
with

facts as (
    select place_kind, place, case_id, addressee, supervising_unit, cc
    from {{ ref('letter_facts') }}
),

asked_copies as (
    select place_kind, place, addressee, supervising_unit as unit
    from facts
    where supervising_unit is not null
    union
    select place_kind, place, addressee, cc as unit
    from facts
    where cc is not null
)

-- a letter tells all its cases: an interest in one of them is an interest in the letter
select
    copies.place_kind,
    copies.place,
    copies.unit
from asked_copies as copies
where
    copies.unit != copies.addressee
    and not exists (
        select 1
        from facts
        inner join {{ ref('int_avoided_units') }} as avoided
            on facts.case_id = avoided.alert_id
        where
            facts.place_kind = copies.place_kind
            and facts.place = copies.place
            and {{ has_interest('copies.unit', 'avoided') }}
    )
