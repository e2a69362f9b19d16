-- One row is a month, an addressee, and a measure, kind, form or disposal.
-- Answers: how many cases and people were dealt with how, as the office reports it?
with

measures as (
    select
        {{ month_of('taken_on') }} as month,
        case_id,
        addressee,
        measure,
        measure_kind,
        discipline_form,
        persons
    from {{ ref('case_measures') }}
),

disposals as (
    select
        {{ month_of('disposed_on') }} as month,
        case_id,
        addressee,
        disposal,
        persons_handled as persons
    from {{ ref('cases') }}
    where alert_id = case_id and disposal is not null
),

items as (
    select month, addressee, 'measure' as section, measure as item, case_id, persons
    from measures
    where measure_kind != 'untold'
    union all
    select month, addressee, 'kind' as section, measure_kind as item, case_id, persons
    from measures
    where measure_kind != 'untold'
    union all
    select
        month,
        addressee,
        'form' as section,
        discipline_form as item,
        case_id,
        persons
    from measures
    where discipline_form is not null
    union all
    select month, addressee, 'disposal' as section, disposal as item, case_id, persons
    from disposals
)

select
    month,
    addressee,
    section,
    item,
    count(distinct case_id) as cases,
    sum(persons) as persons,
    count(distinct case_id) filter (where persons is not null) as cases_with_persons
from items
group by month, addressee, section, item
