-- One alert per person: months paid both destitute support and minimum living.
-- Answers: who draws two kinds of basic support at once?
with

payments as (
    select program, person_id, benefit_month, amount, source_row
    from {{ ref('int_subsidy_ledger') }}
    where program in ('特困供养金', '低保金')
),

months_of_both as (
    select person_id, benefit_month
    from payments
    group by person_id, benefit_month
    having count(distinct program) = 2
),

payments_of_both as (
    select
        payments.program,
        payments.person_id,
        payments.benefit_month,
        case when payments.program = '低保金' then payments.amount else 0 end
            as minimum_living_amount,
        case when payments.program = '特困供养金' then payments.amount else 0 end
            as destitute_amount,
        payments.source_row
    from payments
    inner join months_of_both
        on payments.person_id = months_of_both.person_id
        and payments.benefit_month = months_of_both.benefit_month
),

episodes as (
    select
        person_id as subject_id,
        'both' as episode_key,
        min(benefit_month) as first_event_date,
        max(benefit_month) as last_event_date,
        count(distinct benefit_month) as event_count,
        sum(minimum_living_amount) as amount_at_risk,
        {{ zh_months_told('benefit_month') }} || '同时发放特困供养金和低保金，共'
        || {{ zh_count('count(distinct benefit_month)') }} || '个月'
        || {{ zh_sum('，特困供养金', 'sum(destitute_amount)') }}
        || {{ zh_sum('，低保金', 'sum(minimum_living_amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from payments_of_both
    group by person_id
)

{{ person_alerts('episodes') }}
