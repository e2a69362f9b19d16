-- One alert per person: legal representative of two or more associations at once.
-- Answers: who stands for several associations on the same days?
with

posts as (
    select
        id_number as person_id,
        credit_code,
        association_name,
        start_date,
        {{ spell_end('end_date') }} as end_date,
        source_row
    from {{ ref('stg_association_officers') }}
    where post = '法定代表人'
),

overlapping_posts as (
    select
        posts.person_id,
        posts.credit_code,
        posts.association_name,
        greatest(posts.start_date, other_posts.start_date) as overlap_from,
        least(posts.end_date, other_posts.end_date) as overlap_to,
        posts.source_row
    from posts
    inner join posts as other_posts
        on posts.person_id = other_posts.person_id
        and posts.credit_code != other_posts.credit_code
        and {{ spells_overlap('posts', 'other_posts') }}
),

episodes as (
    select
        person_id as subject_id,
        'legal_representative' as episode_key,
        min(overlap_from) as first_event_date,
        max(overlap_to) as last_event_date,
        count(distinct credit_code) as event_count,
        0 as amount_at_risk,
        '任' || {{ zh_list('association_name') }} || '等'
        || {{ zh_count('count(distinct credit_code)') }} || '个协会的法定代表人，任期'
        || {{ zh_period('min(overlap_from)', 'max(overlap_to)') }} || '有重叠。' as reason,
        {{ evidence(['source_row']) }} as evidence
    from overlapping_posts
    group by person_id
)

{{ person_alerts('episodes') }}
