-- One row is a payment case without an alert, drawn for checking in its month.
-- Answers: what would the rules have missed?
{{ config(materialized='incremental', schema='history', full_refresh=false,
    post_hook='{{ undo_in_replay(this) }}',
    on_schema_change='fail') }}
with

payments as (
    select
        program,
        person_id,
        coalesce(benefit_month, {{ month_of('event_date') }}) as month,
        town,
        amount,
        source_row
    from {{ ref('int_subsidy_ledger') }}
),

people as (
    select person_id, name, town
    from {{ ref('int_people') }}
),

alerts as (
    select
        subject_id,
        {{ month_of('first_event_date') }} as first_month,
        last_event_date
    from {{ ref('raised_alerts') }}
),

-- the last month that is over
paid_last_month as (
    select
        payments.month,
        payments.person_id,
        payments.program,
        max(people.name) as subject_name,
        coalesce(max(people.town), max(payments.town)) as town,
        sum(payments.amount) as amount,
        {{ collected_list('payments.source_row') }} as evidence
    from payments
    inner join people
        on payments.person_id = people.person_id
    where
        payments.month = cast(
            {{ month_of(as_of_date()) }} - interval 1 month as date
        )
    group by payments.month, payments.person_id, payments.program
),

-- in an order that nobody can steer and anybody can draw again
cases_without_alert as (
    select
        paid_last_month.*,
        'S' || substring({{ sha256_hex(
            "strftime(paid_last_month.month, '%Y-%m') || '|' || paid_last_month.person_id"
            ~ " || '|' || paid_last_month.program"
        ) }}, 1, 15) as sample_id
    from paid_last_month
    anti join alerts
        on paid_last_month.person_id = alerts.subject_id
        and paid_last_month.month between alerts.first_month and alerts.last_event_date
    where paid_last_month.town is not null
),

-- a month is drawn once
cases_not_drawn_from as (
    select *
    from cases_without_alert
    {%- if is_incremental() %}
    where month not in (select drawn.month from {{ this }} as drawn)
    {%- endif %}
)

select
    sample_id,
    month,
    person_id,
    subject_name,
    town as addressee,
    program,
    cast(amount as decimal(14, 2)) as amount,
    evidence,
    {{ as_of_date() }} as drawn_on
from cases_not_drawn_from
qualify
    row_number() over (order by sample_id)
    <= {{ parameter('cases_a_month', 'bigint') }}
