-- One alert per public employment: months of it on minimum living, two at least.
-- Answers: who draws minimum living while paid by the public purse?
with

employments as (
    select person_id, employer, start_date, end_date, source_row
    from {{ ref('int_public_employments') }}
),

minimum_living_months as (
    select person_id, month, start_date, end_date, source_row
    from {{ ref('int_minimum_living_months') }}
    where category = '低保'
),

payments as (
    select person_id, month, amount, source_rows
    from {{ ref('int_minimum_living_payments') }}
),

-- a month may be touched by two memberships; what was paid for it counts once
months_of_both as (
    select
        employments.person_id,
        employments.employer,
        employments.start_date,
        employments.source_row,
        minimum_living_months.month,
        {{ collected_list('minimum_living_months.source_row') }}
            as membership_source_rows
    from employments
    inner join minimum_living_months
        on employments.person_id = minimum_living_months.person_id
        and {{ spells_overlap('employments', 'minimum_living_months') }}
        and {{ month_touched(
            'minimum_living_months.month', 'employments.start_date', 'employments.end_date'
        ) }}
    group by
        employments.person_id,
        employments.employer,
        employments.start_date,
        employments.source_row,
        minimum_living_months.month
),

episodes as (
    select
        months_of_both.person_id as subject_id,
        months_of_both.employer || '|' || cast(months_of_both.start_date as string)
            as episode_key,
        min(months_of_both.month) as first_event_date,
        max(months_of_both.month) as last_event_date,
        count(*) as event_count,
        sum(coalesce(payments.amount, 0)) as amount_at_risk,
        '自' || {{ zh_day('months_of_both.start_date') }} || '起在'
        || months_of_both.employer || '任职，'
        || {{ zh_months_told('months_of_both.month') }}
        || '同时享受低保' || {{ zh_count('count(*)') }} || '个月'
        || {{ zh_sum('，其间低保金共', 'sum(payments.amount)') }} || '。' as reason,
        {{ evidence(['months_of_both.source_row'], lists=[
            'months_of_both.membership_source_rows',
            'coalesce(payments.source_rows, ' ~ empty_list() ~ ')',
        ]) }} as evidence
    from months_of_both
    left join payments
        on months_of_both.person_id = payments.person_id
        and months_of_both.month = payments.month
    group by
        months_of_both.person_id,
        months_of_both.employer,
        months_of_both.start_date
    having count(*) >= {{ parameter('min_months', 'int') }}
)

{{ person_alerts('episodes') }}
