-- One alert per person, reason and year: two or more grants of temporary relief.
-- Answers: who was relieved of the same trouble more than once in a year?
with

grants_with_a_reason as (
    select
        id_number as person_id,
        reason as grant_reason,
        year(approved_date) as grant_year,
        approved_date,
        amount,
        source_row
    from {{ ref('stg_temporary_relief_grants') }}
    where reason is not null and reason != '其他'
),

episodes as (
    select
        person_id as subject_id,
        grant_reason || '|' || cast(grant_year as string) as episode_key,
        min(approved_date) as first_event_date,
        max(approved_date) as last_event_date,
        count(*) as event_count,
        sum(amount) - max(amount) as amount_at_risk,
        cast(grant_year as string) || '年以“' || grant_reason || '”为由获批临时救助'
        || {{ zh_count('count(*)') }} || '笔（'
        || {{ zh_days_told('approved_date') }} || '）'
        || {{ zh_sum('，共', 'sum(amount)') }}
        || {{ zh_sum('，除最大一笔外', 'sum(amount) - max(amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from grants_with_a_reason
    group by person_id, grant_reason, grant_year
    having count(*) > 1
)

{{ person_alerts('episodes') }}
