-- One alert per payment: day wages for days certainly spent in hospital.
-- Answers: who was paid for village work while lying in hospital?
with

day_wages as (
    select
        id_number as person_id,
        payment_no,
        work_start,
        work_end,
        {{ days_between('work_start', 'work_end') }} + 1 as work_days,
        amount,
        source_row
    from {{ ref('stg_village_labour_payments') }}
    where pay_basis = '按天'
),

hospital_episodes as (
    select person_id, certain_from, certain_to, source_rows
    from {{ ref('int_hospital_episodes') }}
    where certain_from <= certain_to
),

-- episodes of one person share no day, so their days in a work spell add up
shared_days as (
    select
        day_wages.person_id,
        day_wages.payment_no,
        day_wages.work_days,
        day_wages.amount,
        greatest(day_wages.work_start, hospital_episodes.certain_from) as shared_from,
        least(day_wages.work_end, hospital_episodes.certain_to) as shared_to,
        day_wages.source_row,
        hospital_episodes.source_rows
    from day_wages
    inner join hospital_episodes
        on day_wages.person_id = hospital_episodes.person_id
        and day_wages.work_start <= hospital_episodes.certain_to
        and day_wages.work_end >= hospital_episodes.certain_from
),

days_in_hospital as (
    select
        person_id,
        payment_no,
        work_days,
        amount,
        min(shared_from) as first_shared_day,
        max(shared_to) as last_shared_day,
        sum({{ days_between('shared_from', 'shared_to') }} + 1) as shared_days,
        {{ evidence(['source_row'], lists=['source_rows']) }} as evidence
    from shared_days
    group by person_id, payment_no, work_days, amount
),

episodes as (
    select
        person_id as subject_id,
        payment_no as episode_key,
        first_shared_day as first_event_date,
        last_shared_day as last_event_date,
        shared_days as event_count,
        {{ share_of_amount('amount', 'shared_days', 'work_days') }} as amount_at_risk,
        {{ zh_days('first_shared_day', 'last_shared_day') }} || '住院期间仍按天计务工工资'
        || {{ zh_count('shared_days') }} || '天（该笔共' || {{ zh_count('work_days') }}
        || '天，' || {{ zh_yuan('amount') }} || '）。' as reason,
        evidence
    from days_in_hospital
)

{{ person_alerts('episodes') }}
