-- One alert per person and programme: benefits for months long after moving away.
-- Answers: who went on being paid by a city whose register they left?
with

payments as (
    select person_id, program, benefit_month, amount, source_row
    from {{ ref('int_monthly_benefits') }}
),

moved_away as (
    select id_number as person_id, status_date, source_row
    from {{ ref('stg_household_register') }}
    where status = '迁出' and status_date is not null
),

payments_after_moving as (
    select
        payments.*,
        moved_away.status_date,
        moved_away.source_row as register_source_row
    from payments
    inner join moved_away
        on payments.person_id = moved_away.person_id
    where payments.benefit_month > {{ months_later(
        month_of('moved_away.status_date'),
        parameter('grace_months', 'int', on='payments.benefit_month')
    ) }}
),

episodes as (
    select
        person_id as subject_id,
        program as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '的户籍已于' || {{ zh_day('min(status_date)') }} || '迁出，此后'
        || {{ zh_months_told('benefit_month') }} || '仍发放' || program
        || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row', 'register_source_row']) }} as evidence
    from payments_after_moving
    group by person_id, program
)

{{ person_alerts('episodes') }}
