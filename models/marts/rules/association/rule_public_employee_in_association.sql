-- One alert per post: held during public employment, paid or unapproved.
-- Answers: which public employee serves an association without leave or for money?
with

posts as (
    select
        id_number as person_id,
        credit_code,
        association_name,
        post,
        start_date,
        {{ spell_end('end_date') }} as end_date,
        coalesce(annual_pay, 0) as annual_pay,
        approval_no,
        source_row
    from {{ ref('stg_association_officers') }}
),

paid_or_unapproved_posts as (
    select *
    from posts
    where approval_no is null or annual_pay > 0
),

employments as (
    select person_id, employer, start_date, end_date, source_row
    from {{ ref('int_public_employments') }}
),

posts_during_employment as (
    select
        posts.*,
        employments.employer,
        employments.source_row as employment_source_row,
        greatest(posts.start_date, employments.start_date) as overlap_from,
        least(posts.end_date, employments.end_date) as overlap_to
    from paid_or_unapproved_posts as posts
    inner join employments
        on posts.person_id = employments.person_id
        and {{ spells_overlap('posts', 'employments') }}
),

episodes as (
    select
        person_id as subject_id,
        credit_code || '|' || post || '|' || cast(start_date as string) as episode_key,
        min(overlap_from) as first_event_date,
        max(overlap_to) as last_event_date,
        count(*) as event_count,
        max(annual_pay) as amount_at_risk,
        '在' || {{ zh_list('employer') }} || '任职，'
        || {{ zh_period('min(overlap_from)', 'max(overlap_to)') }} || '兼任'
        || min(association_name) || post || {{ zh_sum('，年报酬', 'max(annual_pay)') }}
        || case when max(approval_no) is null then '，未见批准文号' else '' end
        || '。' as reason,
        {{ evidence(['source_row', 'employment_source_row']) }} as evidence
    from posts_during_employment
    group by person_id, credit_code, post, start_date
)

{{ person_alerts('episodes') }}
