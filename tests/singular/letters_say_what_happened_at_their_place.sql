-- The shares of a confirmed case add up to it, and no place is told more than its own
-- rows say: neither yuan nor events. Returns the cases and places where it is not so.
with

shares as (
    select
        case_id,
        sum(identified_amount) as identified_amount,
        sum(recovered_amount) as recovered_amount
    from {{ ref('case_shares') }}
    group by case_id
),

evidence as (
    select
        alert_id as case_id,
        {{ each_value('evidence') }} as source_row
    from {{ ref('cases') }}
    where alert_id = case_id
),

rows_at_place as (
    select
        evidence.case_id,
        row_places.place_kind,
        row_places.place,
        count(*) as row_count,
        sum(row_events.amount) as amount
    from evidence
    inner join {{ ref('int_row_places') }} as row_places
        on evidence.source_row = row_places.source_row
    inner join {{ ref('int_row_events') }} as row_events
        on evidence.source_row = row_events.source_row
    group by evidence.case_id, row_places.place_kind, row_places.place
)

select
    cases.case_id,
    'shares do not add up to the case' as fault
from {{ ref('cases') }} as cases
left join shares
    on cases.case_id = shares.case_id
where
    cases.alert_id = cases.case_id
    and cases.concluded_as = 'confirmed'
    and (
        cases.identified_amount is distinct from shares.identified_amount
        or cases.recovered_amount is distinct from shares.recovered_amount
    )
union all
select
    facts.case_id,
    'a place is told more than its rows say' as fault
from {{ ref('letter_facts') }} as facts
left join rows_at_place
    on facts.case_id = rows_at_place.case_id
    and facts.place_kind = rows_at_place.place_kind
    and facts.place = rows_at_place.place
where
    rows_at_place.case_id is null
    or facts.event_count > rows_at_place.row_count
    or facts.identified_amount > rows_at_place.amount
    or facts.recovered_amount > rows_at_place.amount
    or facts.identified_amount < 0
    or facts.recovered_amount < 0
