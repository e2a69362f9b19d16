-- One alert per membership: months on minimum living with an employed relative at home.
-- Answers: whose household holds a public employee, and was that put on record?
with

residents as (
    select people.person_id, people.household_id, people.name, register.source_row
    from {{ ref('int_people') }} as people
    inner join {{ ref('stg_household_register') }} as register
        on people.person_id = register.id_number
    where people.is_resident
),

memberships as (
    select
        months.person_id,
        residents.household_id,
        months.family_no,
        months.month,
        months.start_date,
        months.end_date,
        {{ list_of(['months.source_row', 'residents.source_row']) }} as source_rows
    from {{ ref('int_minimum_living_months') }} as months
    inner join residents
        on months.person_id = residents.person_id
    where months.category = '低保'
),

employments as (
    select
        employments.person_id,
        residents.household_id,
        residents.name || '（' || employments.employer || '）' as name_and_employer,
        employments.start_date,
        employments.end_date,
        {{ list_of(['employments.source_row', 'residents.source_row']) }} as source_rows
    from {{ ref('int_public_employments') }} as employments
    inner join residents
        on employments.person_id = residents.person_id
),

payments as (
    select person_id, month, amount, source_rows
    from {{ ref('int_minimum_living_payments') }}
),

-- a month may be touched by two employments; what was paid for it counts once
months_with_employed_relatives as (
    select
        memberships.person_id,
        memberships.family_no,
        memberships.start_date,
        memberships.month,
        {{ collected_list('employments.name_and_employer') }} as relatives,
        {{ merged_list(joined_lists([
            'memberships.source_rows', 'employments.source_rows',
        ])) }} as source_rows
    from memberships
    inner join employments
        on memberships.household_id = employments.household_id
        and memberships.person_id != employments.person_id
        and {{ spells_overlap('memberships', 'employments') }}
        and {{ month_touched(
            'memberships.month', 'employments.start_date', 'employments.end_date'
        ) }}
    group by
        memberships.person_id,
        memberships.family_no,
        memberships.start_date,
        memberships.month
),

episodes as (
    select
        months.person_id as subject_id,
        months.family_no || '|' || cast(months.start_date as string) as episode_key,
        min(months.month) as first_event_date,
        max(months.month) as last_event_date,
        count(*) as event_count,
        sum(coalesce(payments.amount, 0)) as amount_at_risk,
        '自' || {{ zh_day('months.start_date') }} || '起享受低保（家庭编号'
        || months.family_no || '），同户的'
        || {{ joined_list(merged_list('months.relatives')) }}
        || '为财政供养人员，' || {{ zh_months_told('months.month') }} || '共'
        || {{ zh_count('count(*)') }} || '个月'
        || {{ zh_sum('，其间低保金共', 'sum(payments.amount)') }}
        || '，请核实是否已按规定备案。' as reason,
        {{ merged_list(joined_lists([
            'months.source_rows', 'coalesce(payments.source_rows, ' ~ empty_list() ~ ')',
        ])) }} as evidence
    from months_with_employed_relatives as months
    left join payments
        on months.person_id = payments.person_id
        and months.month = payments.month
    group by months.person_id, months.family_no, months.start_date
)

{{ person_alerts('episodes') }}
