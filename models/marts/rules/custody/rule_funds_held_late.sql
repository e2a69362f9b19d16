-- One alert per collector, unit and year: money handed over late or not in full.
-- Answers: who keeps collected money longer than allowed?
with

sums as (
    select
        collector_id_number as person_id,
        unit,
        collected_date,
        -- an agreed day comes before the general one
        coalesce(
            due_date,
            collected_date + {{ parameter('due_days', 'int', on='collected_date') }}
        ) as due_date,
        amount,
        remitted_date,
        -- an empty amount means in full
        coalesce(remitted_amount, amount) as remitted_amount,
        coalesce(remitted_date <= {{ as_of_date() }}, false) as is_handed_over,
        source_row
    from {{ ref('stg_collected_funds') }}
),

sums_held_late as (
    select
        person_id,
        unit,
        collected_date,
        amount as held_amount,
        source_row
    from sums
    where is_handed_over and remitted_date > due_date
    union all
    select
        person_id,
        unit,
        collected_date,
        case when is_handed_over then amount - remitted_amount else amount end
            as held_amount,
        source_row
    from sums
    where
        due_date < {{ as_of_date() }}
        and (
            not is_handed_over
            or (remitted_amount < amount and remitted_date <= due_date)
        )
),

episodes as (
    select
        person_id as subject_id,
        unit || '|' || cast(year(collected_date) as string) as episode_key,
        min(collected_date) as first_event_date,
        max(collected_date) as last_event_date,
        count(*) as event_count,
        sum(held_amount) as amount_at_risk,
        '在' || unit || '经手代收款，'
        || {{ zh_days_told('collected_date') }} || '收取的'
        || {{ zh_count('count(*)') }} || '笔逾期上缴、未上缴或未足额上缴'
        || {{ zh_sum('，涉及', 'sum(held_amount)') }} || '。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from sums_held_late
    group by person_id, unit, year(collected_date)
)

{{ person_alerts('episodes') }}
