-- One alert per later stay: some days certain in it and in an earlier stay elsewhere.
-- Answers: who is said to live in two care institutions at once?
with

institution_spells as (
    select
        person_id,
        institution_name,
        checkin_date,
        certain_from,
        certain_to,
        daily_subsidy,
        source_row
    from {{ ref('int_institution_spells') }}
),

shared_spells as (
    select
        later.person_id,
        later.institution_name,
        earlier.institution_name as earlier_institution_name,
        later.checkin_date,
        greatest(later.certain_from, earlier.certain_from) as shared_from,
        least(later.certain_to, earlier.certain_to) as shared_to,
        later.daily_subsidy is not null and earlier.daily_subsidy is not null
            as has_known_subsidies,
        least(coalesce(later.daily_subsidy, 0), coalesce(earlier.daily_subsidy, 0))
            as smaller_subsidy,
        later.source_row as later_source_row,
        earlier.source_row as earlier_source_row
    from institution_spells as later
    inner join institution_spells as earlier
        on later.person_id = earlier.person_id
        and later.certain_from <= earlier.certain_to
        and later.certain_to >= earlier.certain_from
        and later.institution_name != earlier.institution_name
        and (
            later.checkin_date > earlier.checkin_date
            or later.checkin_date = earlier.checkin_date
            and later.institution_name > earlier.institution_name
        )
),

-- a day shared with two earlier stays counts once
days_in_two_institutions as (
    select
        *,
        {{ each_day('shared_from', 'shared_to') }} as day
    from shared_spells
),

episodes as (
    select
        person_id as subject_id,
        institution_name || '|' || cast(checkin_date as string) as episode_key,
        min(day) as first_event_date,
        max(day) as last_event_date,
        count(distinct day) as event_count,
        count(distinct day) * min(smaller_subsidy) as amount_at_risk,
        {{ zh_period('min(day)', 'max(day)') }} || '有'
        || {{ zh_count('count(distinct day)') }} || '天同时登记入住' || institution_name
        || '和' || {{ zh_list('earlier_institution_name') }} || case
            when not bool_and(has_known_subsidies) then '，床位补助标准未报送'
            else {{ zh_sum(
                '，疑似重复计床位补助', 'count(distinct day) * min(smaller_subsidy)'
            ) }}
        end || '。' as reason,
        {{ evidence(['later_source_row', 'earlier_source_row']) }} as evidence
    from days_in_two_institutions
    group by person_id, institution_name, checkin_date
    having count(distinct day) >= {{ parameter('min_days', 'int') }}
)

{{ person_alerts('episodes') }}
