-- One alert per site and run of weeks: no weekly check of an overseas site.
-- Answers: which site went unseen for weeks?
with

sites as (
    select
        site_name,
        opened_date,
        {{ spell_end('closed_date') }} as closed_date,
        source_row
    from {{ ref('stg_overseas_sites') }}
),

site_days as (
    select
        site_name,
        {{ each_day('opened_date', 'closed_date') }} as day,
        source_row
    from sites
),

whole_weeks as (
    select
        site_name,
        cast(date_trunc('week', day) as date) as monday,
        source_row
    from site_days
    group by site_name, cast(date_trunc('week', day) as date), source_row
    having count(*) = 7
),

checked_weeks as (
    select distinct
        site_name,
        cast(date_trunc('week', checkin_date) as date) as monday
    from {{ ref('stg_overseas_site_checkins') }}
),

missed_weeks as (
    select
        whole_weeks.site_name,
        whole_weeks.monday,
        whole_weeks.source_row
    from whole_weeks
    anti join checked_weeks
        on whole_weeks.site_name = checked_weeks.site_name
        and whole_weeks.monday = checked_weeks.monday
),

-- weeks in a row have the same Monday once each is moved back by its number
numbered_weeks as (
    select
        site_name,
        monday,
        monday - 7 * cast(
            row_number() over (partition by site_name order by monday) as int
        ) as monday_before_run,
        source_row
    from missed_weeks
),

episodes as (
    select
        site_name as subject_id,
        site_name as subject_name,
        cast(null as string) as town,
        cast(min(monday) as string) as episode_key,
        min(monday) as first_event_date,
        max(monday) + 6 as last_event_date,
        count(*) as event_count,
        0 as amount_at_risk,
        {{ zh_days('min(monday)', 'max(monday) + 6') }} || '连续'
        || {{ zh_count('count(*)') }} || '周没有视频连线' as finding,
        {{ evidence(['source_row']) }} as evidence
    from numbered_weeks
    group by site_name, monday_before_run
    having count(*) >= {{ parameter('min_weeks', 'int') }}
),

{{ with_unusable_rows(
    'episodes', 'overseas_site_checkins', until='episodes.last_event_date'
) }}

{{ organisation_alerts('episodes_with_unusable_rows', subject_kind='site') }}
