-- One row is a confirmed case at a centre, village or institution.
-- Answers: what does a letter of advice about that place rest on, and who gets it?
{%- set home_office = contracts().institution_stays.provider_zh if execute %}
with

cases as (
    select *
    from {{ ref('cases') }}
    where
        alert_id = case_id
        and concluded_as = 'confirmed'
        -- what is kept without its person and rows is told to nobody
        and is_still_kept
),

shares as (
    select *
    from {{ ref('case_shares') }}
    where place is not null
),

responsible_units as (
    select place_kind, place, unit, supervising_unit
    from {{ ref('responsible_units') }}
    where valid_from <= {{ as_of_date() }}
    qualify
        row_number() over (partition by place_kind, place order by valid_from desc) = 1
),

rule_titles as (
    select rule_id, title
    from {{ ref('rule_catalogue') }}
),

routes as (
    select alert_id, cc
    from {{ ref('int_alert_routes') }}
),

deadlines as (
    select
        max(due_date) filter (where what = 'rectification') as rectification_date,
        max(due_date) filter (where what = 'report') as report_date
    from {{ ref('int_deadlines') }}
)

select
    shares.place_kind,
    shares.place,
    -- a home may be private: unless a line says whose it is, its office gets the letter
    coalesce(
        units.unit,
        units.supervising_unit,
        case
            when shares.place_kind = 'institution'
                then '{{ home_office }}'
        end,
        shares.place
    ) as addressee,
    case when units.unit is not null then units.supervising_unit end
        as supervising_unit,
    routes.cc,
    shares.case_id,
    cases.rule_id,
    rule_titles.title,
    cases.subject_name,
    case
        when cases.subject_kind in ('person', 'worker', 'handler', 'assessor')
            then {{ masked_name('cases.subject_name') }}
        else cases.subject_name
    end as masked_name,
    shares.extract,
    shares.event_count,
    shares.first_event_date,
    shares.last_event_date,
    shares.date_count,
    shares.is_by_month,
    shares.share_kind,
    shares.row_amount,
    cases.finding,
    cases.cause,
    -- a sum that nobody named is not told as 0
    nullif(shares.identified_amount, 0) as identified_amount,
    nullif(shares.recovered_amount, 0) as recovered_amount,
    cases.concluded_on,
    {{ as_of_date() }} as letter_date,
    deadlines.rectification_date,
    deadlines.report_date
from shares
inner join cases
    on shares.case_id = cases.case_id
inner join rule_titles
    on cases.rule_id = rule_titles.rule_id
left join responsible_units as units
    on shares.place_kind = units.place_kind
    and shares.place = units.place
left join routes
    on shares.case_id = routes.alert_id
cross join deadlines
