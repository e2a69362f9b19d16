-- One alert per grant: accident relief within a year of being compensated.
-- Answers: who was relieved of an accident that had been paid for?
with

grants as (
    select
        id_number as person_id,
        grant_no,
        approved_date,
        amount,
        {{ parameter('min_compensation', 'decimal(14, 2)', on='approved_date') }}
            as min_compensation,
        source_row
    from {{ ref('stg_temporary_relief_grants') }}
    where reason = '交通事故'
),

compensated_accidents as (
    select id_number as person_id, compensation, compensation_date, source_row
    from {{ ref('stg_traffic_accidents') }}
    where compensation is not null and compensation_date is not null
),

grants_after_compensation as (
    select
        grants.person_id,
        grants.grant_no,
        grants.approved_date,
        grants.amount,
        grants.min_compensation,
        grants.source_row as grant_source_row,
        compensated_accidents.compensation,
        compensated_accidents.compensation_date,
        compensated_accidents.source_row as accident_source_row
    from grants
    inner join compensated_accidents
        on grants.person_id = compensated_accidents.person_id
        and grants.approved_date >= compensated_accidents.compensation_date
        and grants.approved_date
        < compensated_accidents.compensation_date
        + {{ parameter('window_days', 'int') }}
),

episodes as (
    select
        person_id as subject_id,
        grant_no as episode_key,
        min(compensation_date) as first_event_date,
        approved_date as last_event_date,
        count(*) as event_count,
        amount as amount_at_risk,
        '于' || {{ zh_day('approved_date') }} || '获批交通事故临时救助'
        || {{ zh_sum('', 'amount') }} || '，此前'
        || {{ zh_days_told('compensation_date') }}
        || '已获事故赔付' || {{ zh_count('count(*)') }} || '笔，共'
        || {{ zh_yuan('sum(compensation)') }} || '。' as reason,
        {{ evidence(['grant_source_row', 'accident_source_row']) }} as evidence
    from grants_after_compensation
    group by person_id, grant_no, approved_date, amount
    having sum(compensation) >= max(min_compensation)
)

{{ person_alerts('episodes') }}
