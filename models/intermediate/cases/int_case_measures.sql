-- One row is a measure that was taken in a case.
-- Answers: what was done, of which kind and form, since when, and with how many people?
with

-- a form of this name is no form: it is the letter of advice
steps as (
    select
        *,
        discipline_form = '监察建议书' as is_advice_as_form
    from {{ ref('int_cycle_steps') }}
    where counts
),

stated_measures as (
    select
        case_id,
        step_number,
        step_date,
        unit,
        coalesce(measure, '未填') as measure,
        case when not is_advice_as_form then discipline_form end as stated_form,
        persons_handled
    from steps
    where measure is not null or not is_advice_as_form
    union all
    select
        case_id,
        step_number,
        step_date,
        unit,
        '监察建议书' as measure,
        null as stated_form,
        persons_handled
    from steps
    where is_advice_as_form and measure is distinct from '监察建议书'
),

-- reports repeat what was done before
measures_of_cases as (
    select
        case_id,
        measure,
        min(step_date) as taken_on,
        max_by(unit, step_number) filter (where unit is not null) as unit,
        max_by(stated_form, step_number) filter (where stated_form is not null)
            as stated_form,
        max_by(persons_handled, step_number)
        filter (where persons_handled is not null) as persons
    from stated_measures
    group by case_id, measure
),

measures as (
    select measure, measure_kind, nullif(discipline_form, 'none') as discipline_form
    from {{ ref('measure_kinds') }}
)

select
    taken.case_id,
    taken.measure,
    measures.measure_kind,
    case
        -- advice and referrals are measures, and no forms
        when measures.measure_kind in ('advice', 'referral') then null
        else coalesce(taken.stated_form, measures.discipline_form)
    end as discipline_form,
    taken.taken_on,
    taken.unit,
    taken.persons
from measures_of_cases as taken
inner join measures
    on taken.measure = measures.measure
