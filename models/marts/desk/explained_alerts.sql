-- One row is a thing to know about an alert or a service lead.
-- Answers: what does it say, by which rule and parameters, on which delivered rows?
with

alerts as (
    select alert_id, rule_id, reason
    from {{ ref('cases') }}
    union all
    select alert_id, rule_id, reason
    from {{ ref('service_leads') }}
),

rules as (
    select *
    from {{ ref('rule_catalogue') }}
),

policies as (
    select
        rules.rule_id,
        policies.code,
        concat_ws('，', policies.title, policies.number) as told
    from rules
    inner join {{ ref('policies') }} as policies
        on list_contains(string_split(rules.policy_basis, '、'), policies.code)
),

settings as (
    select rule_id, {{ each_value('settings') }} as setting
    from {{ ref('rule_settings') }}
),

rows_as_delivered as (
    select
        alert_id,
        source_row,
        string_agg(header || '：' || cell, '，' order by column_number) as told
    from {{ ref('evidence_rows') }}
    group by alert_id, source_row
)

select alert_id, 1 as part_number, '预警' as part, rule_id as item, reason as told
from alerts
union all
select
    alerts.alert_id,
    2 as part_number,
    '规则' as part,
    rules.rule_id as item,
    rules.title as told
from alerts
inner join rules
    on alerts.rule_id = rules.rule_id
union all
select
    alerts.alert_id,
    3 as part_number,
    '政策依据' as part,
    policies.code as item,
    policies.told
from alerts
inner join policies
    on alerts.rule_id = policies.rule_id
union all
select
    alerts.alert_id,
    4 as part_number,
    '参数' as part,
    split_part(settings.setting, '=', 1) as item,
    settings.setting as told
from alerts
inner join settings
    on alerts.rule_id = settings.rule_id
union all
select
    rows_told.alert_id,
    5 as part_number,
    '涉及日期' as part,
    rows_told.source_row as item,
    concat_ws(
        ' ',
        rows_told.first_day,
        '至' || nullif(rows_told.last_day, rows_told.first_day),
        rows_told.extract_zh,
        rows_told.place,
        rows_told.amount || '元'
    ) as told
from {{ ref('alert_rows') }} as rows_told
where rows_told.first_day is not null
union all
select alert_id, 6 as part_number, '原始数据' as part, source_row as item, told
from rows_as_delivered
