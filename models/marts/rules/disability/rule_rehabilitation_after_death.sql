-- One alert per person: rehabilitation courses that start after the death day.
-- Answers: for whom was treatment settled that nobody can have had?
with

courses_after_death as (
    select person_id, event_date, amount, source_row, death_date, death_source_row
    from {{ ref('int_payments_after_death') }}
    where program = '康复治疗补助'
),

treatments as (
    select organisation, source_row
    from {{ ref('stg_rehabilitation_treatments') }}
),

episodes as (
    select
        courses_after_death.person_id as subject_id,
        'death' as episode_key,
        min(courses_after_death.event_date) as first_event_date,
        max(courses_after_death.event_date) as last_event_date,
        count(*) as event_count,
        sum(courses_after_death.amount) as amount_at_risk,
        '已于' || {{ zh_day('min(courses_after_death.death_date)') }} || '死亡，'
        || {{ zh_list('treatments.organisation') }} || '仍结算'
        || {{ zh_days_told('courses_after_death.event_date') }} || '开始的康复治疗'
        || {{ zh_count('count(*)') }} || '次'
        || {{ zh_sum('，补助', 'sum(courses_after_death.amount)') }} || '。' as reason,
        {{ evidence([
            'courses_after_death.source_row', 'courses_after_death.death_source_row'
        ]) }} as evidence
    from courses_after_death
    inner join treatments
        on courses_after_death.source_row = treatments.source_row
    group by courses_after_death.person_id
)

{{ person_alerts('episodes', rests_on_death=true) }}
