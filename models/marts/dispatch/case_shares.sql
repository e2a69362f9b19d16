-- One row is a confirmed case, and a place it happened at, or none for the rest of it.
-- Answers: which of the case's events and yuan may a letter to that place tell?
with

confirmed_cases as (
    select
        case_id,
        amount_at_risk,
        identified_amount,
        recovered_amount
    from {{ ref('cases') }}
    where alert_id = case_id and concluded_as = 'confirmed'
),

place_events as (
    select
        *,
        count(*) over this_alert = 1 as is_only_place,
        sum(coalesce(row_amount, 0)) over this_alert as alert_row_amount,
        sum(coalesce(row_amount, 0)) over (
            partition by alert_id order by place_kind, place
        ) as amount_so_far
    from {{ ref('int_alert_place_events') }}
    window this_alert as (partition by alert_id)
),

-- the whole where all happened at one place; else by the yuan of the rows, where these
-- add up to the yuan at risk; else no row says which yuan are whose: it is told none
parts as (
    select
        events.*,
        least(cases.identified_amount, cases.amount_at_risk) as identified_amount,
        least(cases.recovered_amount, cases.amount_at_risk) as recovered_amount,
        case
            when events.is_only_place then 'whole'
            when events.alert_row_amount = cases.amount_at_risk then 'by_rows'
            else 'none'
        end as share_kind,
        cast(100 * cases.amount_at_risk as bigint) as all_cents,
        cast(100 * case
            when events.is_only_place then 0
            else events.amount_so_far - coalesce(events.row_amount, 0)
        end as bigint) as from_cents,
        cast(100 * case
            when events.is_only_place then cases.amount_at_risk
            else events.amount_so_far
        end as bigint) as to_cents
    from confirmed_cases as cases
    inner join place_events as events
        on cases.case_id = events.alert_id
    where events.place is not null
),

-- cut from a running sum: they add up to the cent, and none exceeds its rows
place_shares as (
    select
        *,
        case
            when share_kind = 'none' or all_cents = 0 then 0
            else
                {{ share_of_amount('identified_amount', 'to_cents', 'all_cents') }}
                - {{ share_of_amount('identified_amount', 'from_cents', 'all_cents') }}
        end as identified_share,
        case
            when share_kind = 'none' or all_cents = 0 then 0
            else
                {{ share_of_amount('recovered_amount', 'to_cents', 'all_cents') }}
                - {{ share_of_amount('recovered_amount', 'from_cents', 'all_cents') }}
        end as recovered_share
    from parts
),

told_shares as (
    select
        alert_id as case_id,
        sum(identified_share) as identified_share,
        sum(recovered_share) as recovered_share
    from place_shares
    group by alert_id
)

select
    alert_id as case_id,
    place_kind,
    place,
    share_kind,
    extract,
    event_count,
    date_count,
    is_by_month,
    first_event_date,
    last_event_date,
    row_amount,
    cast(identified_share as decimal(14, 2)) as identified_amount,
    cast(recovered_share as decimal(14, 2)) as recovered_amount
from place_shares
union all
select
    cases.case_id,
    null as place_kind,
    null as place,
    'rest' as share_kind,
    null as extract,
    null as event_count,
    null as date_count,
    null as is_by_month,
    null as first_event_date,
    null as last_event_date,
    null as row_amount,
    cast(cases.identified_amount - coalesce(told.identified_share, 0) as decimal(14, 2))
        as identified_amount,
    cast(cases.recovered_amount - coalesce(told.recovered_share, 0) as decimal(14, 2))
        as recovered_amount
from confirmed_cases as cases
left join told_shares as told
    on cases.case_id = told.case_id
