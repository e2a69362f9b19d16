-- One alert per person: temporary relief approved after the death day.
-- Answers: who was granted temporary relief when already dead?
with

grants_after_death as (
    select person_id, event_date, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '临时救助'
),

episodes as (
    select
        person_id as subject_id,
        'death' as episode_key,
        min(event_date) as first_event_date,
        max(event_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '的死亡日登记为' || {{ zh_day('min(death_date)') }} || '，此后'
        || {{ zh_days_told('event_date') }} || '仍审批临时救助'
        || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from grants_after_death
    group by person_id
)

{{ person_alerts('episodes', rests_on_death=true) }}
