-- One alert per public employment: village wages for work during it.
-- Answers: who is paid by the public purse and for work in a village?
with

employments as (
    select person_id, employer, start_date, end_date, source_row
    from {{ ref('int_public_employments') }}
),

payments as (
    select
        id_number as person_id,
        village,
        work_start as start_date,
        work_end as end_date,
        amount,
        source_row
    from {{ ref('stg_village_labour_payments') }}
),

wages_during_employment as (
    select
        employments.person_id,
        employments.employer,
        employments.start_date as employment_start_date,
        payments.village,
        payments.start_date,
        payments.end_date,
        payments.amount,
        payments.source_row as payment_source_row,
        employments.source_row as employment_source_row
    from employments
    inner join payments
        on employments.person_id = payments.person_id
        and {{ spells_overlap('payments', 'employments') }}
),

episodes as (
    select
        person_id as subject_id,
        employer || '|' || cast(employment_start_date as string) as episode_key,
        min(start_date) as first_event_date,
        max(end_date) as last_event_date,
        count(*) as event_count,
        sum(amount) as amount_at_risk,
        '自' || {{ zh_day('employment_start_date') }} || '起在' || employer || '任职，'
        || {{ zh_period('min(start_date)', 'max(end_date)') }} || '有'
        || {{ zh_list('village') }} || '发放的务工工资' || {{ zh_count('count(*)') }}
        || '笔' || {{ zh_sum('，共', 'sum(amount)') }} || '。' as reason,
        {{ evidence(['payment_source_row', 'employment_source_row']) }} as evidence
    from wages_during_employment
    group by person_id, employer, employment_start_date
)

{{ person_alerts('episodes') }}
