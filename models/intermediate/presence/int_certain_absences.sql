-- One row is a spell of days on which somebody can have been at no other place.
-- Answers: who was certainly dead, in hospital, in an institution or in custody?
with

deaths as (
    select person_id, death_date, source_row
    from {{ ref('int_deaths') }}
),

hospital_episodes as (
    select person_id, certain_from, certain_to, hospital_names, source_rows
    from {{ ref('int_hospital_episodes') }}
    where certain_from <= certain_to
),

institution_spells as (
    select person_id, institution_name, certain_from, certain_to, source_row
    from {{ ref('int_institution_spells') }}
),

custody_spells as (
    select person_id, kind, start_date, end_date, source_row
    from {{ ref('int_custody_spells') }}
)

select
    person_id,
    'death' as absence_kind,
    '死亡之后' as absence_zh,
    death_date + 1 as certain_from,
    {{ as_of_date() }} as certain_to,
    {{ list_of(['source_row']) }} as source_rows
from deaths
where death_date < {{ as_of_date() }}
union all
select
    person_id,
    'hospital' as absence_kind,
    {{ joined_list('hospital_names') }} || '住院期间' as absence_zh,
    certain_from,
    certain_to,
    source_rows
from hospital_episodes
union all
select
    person_id,
    'institution' as absence_kind,
    '入住' || institution_name || '期间' as absence_zh,
    certain_from,
    certain_to,
    {{ list_of(['source_row']) }} as source_rows
from institution_spells
union all
select
    person_id,
    'custody' as absence_kind,
    kind || '期间' as absence_zh,
    start_date as certain_from,
    end_date as certain_to,
    {{ list_of(['source_row']) }} as source_rows
from custody_spells
