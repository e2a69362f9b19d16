-- One alert per payment: day wages for days certainly spent in hospital.
-- Answers: who was paid for village work while lying in hospital?
with

day_wages as (
    select
        id_number as person_id,
        payment_no,
        village,
        {{ days_between('work_start', 'work_end') }} + 1 as work_days,
        amount,
        source_row
    from {{ ref('stg_village_labour_payments') }}
    where pay_basis = '按天'
),

hospital_overlaps as (
    select
        spell_source_row,
        first_shared_day,
        last_shared_day,
        shared_days,
        hospital_names,
        hospital_source_rows
    from {{ ref('int_hospital_overlaps') }}
    where spell_kind = 'village_work'
),

-- episodes of one person share no day, so their days in a work spell add up
days_in_hospital as (
    select
        day_wages.person_id,
        day_wages.payment_no,
        day_wages.village,
        day_wages.work_days,
        day_wages.amount,
        min(hospital_overlaps.first_shared_day) as first_shared_day,
        max(hospital_overlaps.last_shared_day) as last_shared_day,
        sum(hospital_overlaps.shared_days) as shared_days,
        {{ joined_list(merged_list('hospital_overlaps.hospital_names')) }}
            as hospital_names,
        {{ evidence(
            ['day_wages.source_row'], lists=['hospital_overlaps.hospital_source_rows']
        ) }} as evidence
    from day_wages
    inner join hospital_overlaps
        on day_wages.source_row = hospital_overlaps.spell_source_row
    group by
        day_wages.person_id,
        day_wages.payment_no,
        day_wages.village,
        day_wages.work_days,
        day_wages.amount
),

episodes as (
    select
        person_id as subject_id,
        payment_no as episode_key,
        first_shared_day as first_event_date,
        last_shared_day as last_event_date,
        shared_days as event_count,
        {{ share_of_amount('amount', 'shared_days', 'work_days') }} as amount_at_risk,
        {{ zh_period('first_shared_day', 'last_shared_day') }} || '有'
        || {{ zh_count('shared_days') }} || '天在' || hospital_names || '住院，' || village
        || '仍按天计发务工工资，该笔共' || {{ zh_count('work_days') }} || '天'
        || {{ zh_sum('、', 'amount') }}
        || {{ zh_sum('，按天折算', share_of_amount('amount', 'shared_days', 'work_days')) }}
        || '。' as reason,
        evidence
    from days_in_hospital
)

{{ person_alerts('episodes') }}
