-- One alert per person: migrant support for periods later than that of the death.
-- Answers: who was paid reservoir migrant support although it should have stopped?
with

-- the city says whether support stops with the month, the quarter or the year of death
payments_after_death as (
    select
        person_id,
        benefit_month,
        amount,
        source_row,
        death_date,
        death_source_row,
        {{ parameter('stops_after', 'string', on='benefit_month') }} as stops_after
    from {{ ref('int_payments_after_death') }}
    where program = '水库移民后期扶持'
),

payments_after_the_period as (
    select *
    from payments_after_death
    where
        case stops_after
            when 'year' then year(benefit_month) > year(death_date)
            when 'quarter'
                then {{ quarter_of('benefit_month') }} > {{ quarter_of('death_date') }}
            when 'month' then benefit_month > last_day(death_date)
        end
),

episodes as (
    select
        person_id as subject_id,
        'death' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '的死亡日登记为' || {{ zh_day('min(death_date)') }} || '，此后'
        || {{ zh_months_told('benefit_month') }} || '仍发放水库移民后期扶持'
        || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from payments_after_the_period
    group by person_id
)

{{ person_alerts('episodes', rests_on_death=true) }}
