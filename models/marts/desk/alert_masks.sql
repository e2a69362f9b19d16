-- One row is an alert ever raised, and what stands for it where nobody is named.
-- Answers: which alert and which person is behind a key of the masked surface?
with

alerts as (
    select
        alert_id,
        case_id,
        subject_kind,
        subject_id,
        subject_name,
        town,
        {{ key_kind('subject_kind') }} as key_kind,
        case
            when {{ key_kind('subject_kind') }} = 'person' then subject_id
        end as person_id
    from {{ ref('cases') }}
),

people as (
    select
        person_id,
        name,
        coalesce(town, '') as town,
        {{ age_band('birth_date', as_of_date()) }} as age_band
    from {{ ref('int_people') }}
),

groups as (
    select town, age_band, count(*) as persons
    from people
    group by town, age_band
),

-- a group so small that somebody could be told from it is not broken down
age_bands as (
    select
        people.person_id,
        case
            when
                groups.persons
                >= {{ parameter('min_persons', 'int', rule='masked_surface') }}
                then people.age_band
            else '人数过少，不显示'
        end as age_band
    from people
    inner join groups
        on people.town = groups.town
        and people.age_band = groups.age_band
),

alert_rows as (
    select alert_id, person_ids, names
    from {{ ref('alert_rows') }}
),

-- whoever its rows name, as they or the register call them, a sentence may name
named as (
    select alert_id, {{ each_value('names') }} as name
    from alert_rows
    union
    select mentioned.alert_id, people.name
    from (
        select alert_id, {{ each_value('person_ids') }} as person_id
        from alert_rows
    ) as mentioned
    inner join people
        on mentioned.person_id = people.person_id
    union
    select alert_id, subject_name as name
    from alerts
    where
        key_kind != 'account'
        and subject_id != case_id
),

names_of_alerts as (
    select alert_id, list(name order by length(name) desc, name asc) as names
    from named
    where length(name) >= 2
    group by alert_id
)

select
    alerts.alert_id,
    {{ keyed("'alert'", 'alerts.alert_id') }} as alert_key,
    {{ keyed("'alert'", 'alerts.case_id') }} as case_key,
    alerts.subject_kind,
    alerts.subject_id,
    {{ keyed('alerts.key_kind', 'alerts.subject_id') }} as person_key,
    case when alerts.key_kind is null then alerts.subject_id end as organisation,
    case
        when alerts.key_kind is null then alerts.subject_name
        when alerts.key_kind = 'account' then '某账户'
        -- a case that was forgotten: there is nobody to mask
        when alerts.subject_id = alerts.case_id then alerts.subject_name
        else {{ masked_name('alerts.subject_name') }}
    end as subject,
    age_bands.age_band,
    coalesce(names_of_alerts.names, {{ empty_list() }}) as names
from alerts
left join age_bands
    on alerts.person_id = age_bands.person_id
left join names_of_alerts
    on alerts.alert_id = names_of_alerts.alert_id
