-- One row is a person: a valid citizen ID that any staged row mentions.
-- Answers: who is this, when born, and of which town?
with

registered as (
    select id_number as person_id, name, town, household_no, status
    from {{ ref('stg_household_register') }}
),

registered_with_town as (
    select person_id
    from registered
    where town is not null
),

-- the register is asked first; only where it is silent do mentions speak
mentions as (
    select
        mentions.person_id,
        mentions.name,
        mentions.town,
        mentions.mentioned_date,
        mentions.source_row
    from {{ ref('int_person_mentions') }} as mentions
    anti join registered_with_town
        on mentions.person_id = registered_with_town.person_id
),

unregistered_mentions as (
    select mentions.*
    from mentions
    anti join registered
        on mentions.person_id = registered.person_id
),

persons as (
    select person_id, name, town, household_no, status, true as is_registered
    from registered
    union all
    select distinct
        person_id,
        cast(null as string) as name,
        cast(null as string) as town,
        cast(null as string) as household_no,
        cast(null as string) as status,
        false as is_registered
    from unregistered_mentions
),

unregistered_names as (
    select
        person_id,
        name,
        row_number() over (
            partition by person_id
            order by mentioned_date desc nulls last, source_row desc
        ) as age_rank
    from unregistered_mentions
    where name is not null
),

unregistered_towns as (
    select
        person_id,
        town,
        row_number() over (
            partition by person_id
            order by mentioned_date desc nulls last, source_row desc
        ) as age_rank
    from mentions
    where town is not null
)

select
    persons.person_id,
    coalesce(persons.name, unregistered_names.name) as name,
    coalesce(persons.town, unregistered_towns.town) as town,
    {{ birth_date_of_id('persons.person_id') }} as birth_date,
    case
        when cast(substring(persons.person_id, 17, 1) as int) % 2 = 1 then 'male'
        else 'female'
    end as gender,
    -- whom the register places in no household is a household of their own
    coalesce('户' || persons.household_no, '人' || persons.person_id) as household_id,
    persons.is_registered,
    coalesce(persons.status, '正常') = '正常' as is_resident
from persons
left join unregistered_names
    on persons.person_id = unregistered_names.person_id
    and unregistered_names.age_rank = 1
left join unregistered_towns
    on persons.person_id = unregistered_towns.person_id
    and unregistered_towns.age_rank = 1
