-- One alert per person, project and contractor: an interest of a public employee.
-- Answers: which public employee has a hand in a care or funeral project?
with

interests as (
    select
        id_number as person_id,
        project_no,
        contractor,
        role,
        start_date,
        {{ spell_end('end_date') }} as end_date,
        contract_amount,
        source_row
    from {{ ref('stg_project_contractors') }}
),

employments as (
    select person_id, employer, start_date, end_date, source_row
    from {{ ref('int_public_employments') }}
),

interests_during_employment as (
    select
        interests.person_id,
        interests.project_no,
        interests.contractor,
        interests.role,
        interests.contract_amount,
        employments.employer,
        greatest(interests.start_date, employments.start_date) as overlap_from,
        least(interests.end_date, employments.end_date) as overlap_to,
        interests.source_row as interest_source_row,
        employments.source_row as employment_source_row
    from interests
    inner join employments
        on interests.person_id = employments.person_id
        and {{ spells_overlap('interests', 'employments') }}
),

-- what a contract is worth is told, and is no loss
episodes as (
    select
        person_id as subject_id,
        project_no || '|' || contractor as episode_key,
        min(overlap_from) as first_event_date,
        max(overlap_to) as last_event_date,
        count(distinct employment_source_row) as event_count,
        0 as amount_at_risk,
        '在' || {{ zh_list('employer') }} || '任职，'
        || {{ zh_period('min(overlap_from)', 'max(overlap_to)') }} || '同时登记为项目'
        || project_no || '承接单位' || contractor || '的' || {{ zh_list('role') }}
        || case
            when max(contract_amount) is null then '，合同金额未报送'
            else {{ zh_sum('，合同金额', 'max(contract_amount)') }}
        end || '。' as reason,
        {{ evidence(['interest_source_row', 'employment_source_row']) }} as evidence
    from interests_during_employment
    group by person_id, project_no, contractor
)

{{ person_alerts('episodes') }}
