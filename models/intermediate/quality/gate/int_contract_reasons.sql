-- One row is a reason for which a row of an extract can be rejected.
-- Answers: which check counts it, and which column is it about?
{%- if execute %}
{%- for extract in var('extracts') %}
{%- set contract = quality_contract(extract) %}
{%- set headers = headers_by_column(contract) %}
{%- for reason in row_faults(contract) %}
select
    '{{ extract }}' as extract,
    '{{ reason }}' as reason,
    '{{ check_of_reason(reason, contract) }}' as check_id,
    '{{ headers.get(reason.split('_', 1)[1], '') }}' as header,
    '{{ zh_reason(reason, headers) }}' as reason_zh
union all
{%- endfor %}
{%- endfor %}
{%- endif %}
select
    null as extract,
    null as reason,
    null as check_id,
    null as header,
    null as reason_zh
where 1 = 0
