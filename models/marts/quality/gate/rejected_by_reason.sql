-- One row is a delivered file and a reason for which rows of it were rejected.
-- Answers: which rows must the department correct, and what is wrong with them?
with

reasons_of_rows as (
    select
        extract,
        file_name,
        row_number,
        {{ each_value('reasons') }} as reason
    from {{ ref('rejected_rows') }}
)

select
    contracts.provider,
    contracts.provider_zh,
    contracts.extract,
    contracts.extract_zh,
    reasons_of_rows.file_name,
    reasons_of_rows.reason,
    contract_reasons.reason_zh,
    checks.remedy,
    count(*) as rejected,
    {{ collected_list('reasons_of_rows.row_number') }} as row_numbers
from reasons_of_rows
inner join {{ ref('int_extract_contracts') }} as contracts
    on reasons_of_rows.extract = contracts.extract
inner join {{ ref('int_contract_reasons') }} as contract_reasons
    on reasons_of_rows.extract = contract_reasons.extract
    and reasons_of_rows.reason = contract_reasons.reason
inner join {{ ref('quality_checks') }} as checks
    on contract_reasons.check_id = checks.check_id
group by
    contracts.provider,
    contracts.provider_zh,
    contracts.extract,
    contracts.extract_zh,
    reasons_of_rows.file_name,
    reasons_of_rows.reason,
    contract_reasons.reason_zh,
    checks.remedy
