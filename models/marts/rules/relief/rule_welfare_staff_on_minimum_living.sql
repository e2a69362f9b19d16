-- One alert per employment: months on minimum living with a wage above the standard.
-- Answers: who drew minimum living beside a wage from a welfare enterprise?
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

minimum_living_months as (
    select person_id, month, source_row
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
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '低保金'
),

months_above_standard as (
    select distinct
        employments.person_id,
        employments.enterprise_name,
        employments.hired_date,
        employments.monthly_wage,
        employments.source_row,
        minimum_living_months.month
    from employments
    inner join minimum_living_months
        on employments.person_id = minimum_living_months.person_id
        and {{ month_touched(
            'minimum_living_months.month', 'employments.hired_date', 'employments.left_date'
        ) }}
    inner join standards
        on minimum_living_months.month >= standards.valid_from
        and minimum_living_months.month
        < coalesce(standards.valid_before, minimum_living_months.month + 1)
        and employments.monthly_wage > standards.yuan_a_month
),

-- wages paid to somebody in rehabilitation are a help, not means
counted_months as (
    select
        months_above_standard.person_id,
        months_above_standard.enterprise_name,
        months_above_standard.hired_date,
        months_above_standard.monthly_wage,
        months_above_standard.source_row,
        months_above_standard.month
    from months_above_standard
    anti join courses
        on months_above_standard.person_id = courses.person_id
        and {{ month_touched(
            'months_above_standard.month', 'courses.start_date', 'courses.end_date'
        ) }}
),

rows_of_counted_months as (
    select
        counted_months.*,
        0 as amount,
        {{ list_of(['counted_months.source_row', 'minimum_living_months.source_row']) }}
            as source_rows
    from counted_months
    inner join minimum_living_months
        on counted_months.person_id = minimum_living_months.person_id
        and counted_months.month = minimum_living_months.month
    union all
    select
        counted_months.*,
        payments.amount,
        {{ list_of(['payments.source_row']) }} as source_rows
    from counted_months
    inner join payments
        on counted_months.person_id = payments.person_id
        and counted_months.month = payments.benefit_month
),

episodes as (
    select
        person_id as subject_id,
        enterprise_name || '|' || cast(hired_date as string) as episode_key,
        min(month) as first_event_date,
        max(month) as last_event_date,
        count(distinct month) as event_count,
        sum(amount) as amount_at_risk,
        '在' || enterprise_name || '月工资' || {{ zh_yuan('max(monthly_wage)') }}
        || '高于低保标准，' || {{ zh_months('min(month)', 'max(month)') }} || '仍享受低保'
        || {{ zh_count('count(distinct month)') }} || '个月，低保金'
        || {{ zh_yuan('sum(amount)') }} || '。' as reason,
        {{ merged_list('source_rows') }} as evidence
    from rows_of_counted_months
    group by person_id, enterprise_name, hired_date
)

{{ person_alerts('episodes') }}
