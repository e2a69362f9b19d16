-- One alert per person and programme: subsidies for months after the death day.
-- Answers: who was paid a disability subsidy for months after death?
with

subsidies_after_death as (
    select
        person_id,
        program,
        benefit_month,
        amount,
        source_row,
        death_date,
        death_source_row
    from {{ ref('int_payments_after_death') }}
    where program in ('困难残疾人生活补贴', '重度残疾人护理补贴')
),

episodes as (
    select
        person_id as subject_id,
        program as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '已于' || {{ zh_day('min(death_date)') }} || '死亡，'
        || {{ zh_months_told('benefit_month') }} || '仍发放'
        || program || {{ zh_count('count(*)') }} || '笔'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row', 'death_source_row']) }} as evidence
    from subsidies_after_death
    group by person_id, program
)

{{ person_alerts('episodes', rests_on_death=true) }}
