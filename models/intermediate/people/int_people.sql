-- One row is a person: a valid citizen ID that any staged row mentions.
-- Answers: who is this, when born, and of which town?
with

mentions as (
    select person_id, name, town, mentioned_date, source_row
    from {{ ref('int_person_mentions') }}
),

registered as (
    select id_number as person_id, name, town, household_no, status
    from {{ ref('stg_household_register') }}
),

registered_with_town as (
    select person_id
    from registered
    where town is not null
),

-- the register is asked first; only where it is silent does the newest mention speak
unregistered_names as (
    select
        mentions.person_id,
        mentions.name,
        row_number() over (
            partition by mentions.person_id
            order by mentions.mentioned_date desc nulls last, mentions.source_row desc
        ) as age_rank
    from mentions
    anti join registered
        on mentions.person_id = registered.person_id
    where mentions.name is not null
),

unregistered_towns as (
    select
        mentions.person_id,
        mentions.town,
        row_number() over (
            partition by mentions.person_id
            order by mentions.mentioned_date desc nulls last, mentions.source_row desc
        ) as age_rank
    from mentions
    anti join registered_with_town
        on mentions.person_id = registered_with_town.person_id
    where mentions.town is not null
),

persons as (
    select distinct person_id
    from mentions
)

select
    persons.person_id,
    coalesce(registered.name, unregistered_names.name) as name,
    coalesce(registered.town, unregistered_towns.town) as town,
    {{ birth_date_of_id('persons.person_id') }} as birth_date,
    case
        when substring(persons.person_id, 17, 1) in ('1', '3', '5', '7', '9')
            then 'male'
        else 'female'
    end as gender,
    -- whom the register places in no household is a household of their own
    coalesce('户' || registered.household_no, '人' || persons.person_id) as household_id,
    registered.person_id is not null as is_registered,
    coalesce(registered.status, '正常') = '正常' as is_resident
from persons
left join registered
    on persons.person_id = registered.person_id
left join unregistered_names
    on persons.person_id = unregistered_names.person_id
    and unregistered_names.age_rank = 1
left join unregistered_towns
    on persons.person_id = unregistered_towns.person_id
    and unregistered_towns.age_rank = 1
