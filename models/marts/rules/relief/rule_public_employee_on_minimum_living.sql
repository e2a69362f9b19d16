-- One alert per public employment: minimum-living memberships that overlap it.
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
    select person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program = '低保金'
),

months_of_both as (
    select
        employments.person_id,
        employments.employer,
        employments.start_date,
        minimum_living_months.month,
        employments.source_row as employment_source_row,
        minimum_living_months.source_row as membership_source_row
    from employments
    inner join minimum_living_months
        on employments.person_id = minimum_living_months.person_id
        and {{ spells_overlap('employments', 'minimum_living_months') }}
        and {{ month_touched(
            'minimum_living_months.month', 'employments.start_date', 'employments.end_date'
        ) }}
),

-- a month may be touched by two memberships; what was paid for it counts once
counted_months as (
    select distinct person_id, employer, start_date, month
    from months_of_both
),

rows_of_counted_months as (
    select
        person_id,
        employer,
        start_date,
        month,
        0 as amount,
        {{ list_of(['employment_source_row', 'membership_source_row']) }} as source_rows
    from months_of_both
    union all
    select
        counted_months.person_id,
        counted_months.employer,
        counted_months.start_date,
        counted_months.month,
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
        employer || '|' || cast(start_date as string) as episode_key,
        min(month) as first_event_date,
        max(month) as last_event_date,
        count(distinct month) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('start_date') }} || '起在' || employer || '任职，'
        || {{ zh_months('min(month)', 'max(month)') }} || '同时享受低保'
        || {{ zh_count('count(distinct month)') }} || '个月，低保金'
        || {{ zh_yuan('sum(amount)') }} || '。' as reason,
        {{ merged_list('source_rows') }} as evidence
    from rows_of_counted_months
    group by person_id, employer, start_date
)

{{ person_alerts('episodes') }}
