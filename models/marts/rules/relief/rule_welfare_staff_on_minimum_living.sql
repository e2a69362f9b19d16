-- One alert per employment: months on minimum living with a wage above the standard.
-- Answers: who drew minimum living beside a wage that was too much for the family?
with

employments as (
    select
        id_number as person_id,
        enterprise_name,
        hired_date,
        {{ spell_end('left_date') }} as left_date,
        monthly_wage,
        source_row
    from {{ ref('stg_welfare_enterprise_staff') }}
),

memberships as (
    select person_id, family_no, month, source_row
    from {{ ref('int_minimum_living_months') }}
    where category = '低保'
),

standards as (
    select valid_from, valid_before, yuan_a_month
    from {{ ref('int_minimum_living_standards') }}
),

courses as (
    select id_number as person_id, start_date, end_date
    from {{ ref('stg_rehabilitation_treatments') }}
),

payments as (
    select person_id, month, amount, source_rows
    from {{ ref('int_minimum_living_payments') }}
),

family_months as (
    select family_no, month, count(distinct person_id) as members
    from memberships
    group by family_no, month
),

-- of several families in one month the largest counts
membership_months as (
    select
        memberships.person_id,
        memberships.month,
        max(family_months.members) as members,
        {{ collected_list('memberships.source_row') }} as membership_source_rows
    from memberships
    inner join family_months
        on memberships.family_no = family_months.family_no
        and memberships.month = family_months.month
    group by memberships.person_id, memberships.month
),

-- wages of the first months do not count yet, and those beside a course are a help
counted_months as (
    select
        employments.*,
        membership_months.month,
        membership_months.members,
        membership_months.membership_source_rows
    from employments
    inner join membership_months
        on employments.person_id = membership_months.person_id
        and {{ month_touched(
            'membership_months.month', 'employments.hired_date', 'employments.left_date'
        ) }}
    inner join standards
        on membership_months.month >= standards.valid_from
        and membership_months.month
        < coalesce(standards.valid_before, membership_months.month + 1)
        and employments.monthly_wage
        > standards.yuan_a_month * membership_months.members
    anti join courses
        on employments.person_id = courses.person_id
        and {{ month_touched(
            'membership_months.month', 'courses.start_date', 'courses.end_date'
        ) }}
    where membership_months.month >= {{ months_later(
        month_of('employments.hired_date'),
        parameter('grace_months', 'int', on='membership_months.month')
    ) }}
),

episodes as (
    select
        counted_months.person_id as subject_id,
        counted_months.enterprise_name || '|'
        || cast(counted_months.hired_date as string) as episode_key,
        min(counted_months.month) as first_event_date,
        max(counted_months.month) as last_event_date,
        count(*) as event_count,
        sum(coalesce(payments.amount, 0)) as amount_at_risk,
        '自' || {{ zh_day('counted_months.hired_date') }} || '起在'
        || counted_months.enterprise_name || '工作，月工资'
        || {{ zh_yuan('max(counted_months.monthly_wage)') }}
        || '，按低保家庭' || {{ zh_range('counted_months.members') }}
        || '人平均高于当月低保标准，' || {{ zh_months_told('counted_months.month') }}
        || '仍享受低保' || {{ zh_count('count(*)') }} || '个月'
        || {{ zh_sum('，其间低保金共', 'sum(payments.amount)') }} || '。' as reason,
        {{ evidence(['counted_months.source_row'], lists=[
            'counted_months.membership_source_rows',
            'coalesce(payments.source_rows, ' ~ empty_list() ~ ')',
        ]) }} as evidence
    from counted_months
    left join payments
        on counted_months.person_id = payments.person_id
        and counted_months.month = payments.month
    group by
        counted_months.person_id,
        counted_months.enterprise_name,
        counted_months.hired_date
)

{{ person_alerts('episodes') }}
