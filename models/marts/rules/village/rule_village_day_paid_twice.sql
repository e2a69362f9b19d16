-- One alert per person, village and month: day wages for days paid there already.
-- Answers: who was paid twice by one village for the same day?
with

day_wages as (
    select
        id_number as person_id,
        coalesce(town, '') as town,
        village,
        payment_no,
        work_start as start_date,
        work_end as end_date,
        {{ days_between('work_start', 'work_end') }} + 1 as work_days,
        hours,
        amount,
        source_row
    from {{ ref('stg_village_labour_payments') }}
    where pay_basis = '按天'
),

-- two half days on one day are no fault
full_day_wages as (
    select *
    from day_wages
    where
        hours is null
        or hours >= work_days * {{ parameter('full_day_hours', 'decimal(6, 2)') }}
),

wages_for_days_paid_already as (
    select
        later.person_id,
        later.town,
        later.village,
        later.start_date,
        later.end_date,
        later.amount,
        later.source_row,
        {{ collected_list('earlier.source_row') }} as earlier_source_rows
    from full_day_wages as later
    inner join full_day_wages as earlier
        on later.person_id = earlier.person_id
        and later.town = earlier.town
        and later.village = earlier.village
        and {{ spells_overlap('later', 'earlier') }}
        and (
            later.start_date > earlier.start_date
            or later.start_date = earlier.start_date
            and later.payment_no > earlier.payment_no
        )
    group by
        later.person_id,
        later.town,
        later.village,
        later.start_date,
        later.end_date,
        later.amount,
        later.source_row
),

episodes as (
    select
        person_id as subject_id,
        town || '|' || village || '|' || substring(cast(start_date as string), 1, 7)
            as episode_key,
        min(start_date) as first_event_date,
        max(end_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '在' || town || village || '按天务工，'
        || {{ zh_period('min(start_date)', 'max(end_date)') }} || '有'
        || {{ zh_count('count(*)') }} || '笔工资与同村另一笔工资的日期重叠'
        || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['source_row'], lists=['earlier_source_rows']) }} as evidence
    from wages_for_days_paid_already
    group by person_id, town, village, substring(cast(start_date as string), 1, 7)
)

{{ person_alerts('episodes') }}
