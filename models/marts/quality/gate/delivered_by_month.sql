-- One row is an extract and a month that its rows speak of.
-- Answers: how much of which month arrived, and how much of it was rejected?
with

profile as (
    select extract, month, landed, rejected
    from {{ ref('int_delivery_profile') }}
    where month is not null
),

contracts as (
    select extract, extract_zh, provider
    from {{ ref('int_extract_contracts') }}
)

select
    contracts.provider,
    contracts.extract,
    contracts.extract_zh,
    profile.month,
    cast(sum(profile.landed) as bigint) as landed,
    cast(sum(profile.rejected) as bigint) as rejected
from profile
inner join contracts
    on profile.extract = contracts.extract
group by contracts.provider, contracts.extract, contracts.extract_zh, profile.month
