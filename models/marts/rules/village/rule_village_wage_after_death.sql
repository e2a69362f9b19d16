-- One alert per person: village wages for work that begins after the death day.
-- Answers: who was paid for work that nobody can have done?
with

wages_after_death as (
    select person_id, event_date, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '务工工资'
),

payments as (
    select village, source_row
    from {{ ref('stg_village_labour_payments') }}
),

episodes as (
    select
        wages_after_death.person_id as subject_id,
        'death' as episode_key,
        min(wages_after_death.event_date) as first_event_date,
        max(wages_after_death.event_date) as last_event_date,
        count(*) as event_count,
        sum(wages_after_death.amount) as amount_at_risk,
        '已于' || {{ zh_day('min(wages_after_death.death_date)') }} || '死亡，'
        || {{ zh_list('payments.village') }} || '仍发放'
        || {{ zh_days_told('wages_after_death.event_date') }} || '开始的务工工资'
        || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(wages_after_death.amount)') }} || '。' as reason,
        {{ evidence([
            'wages_after_death.source_row', 'wages_after_death.death_source_row'
        ]) }} as evidence
    from wages_after_death
    inner join payments
        on wages_after_death.source_row = payments.source_row
    group by wages_after_death.person_id
)

{{ person_alerts('episodes', rests_on_death=true) }}
