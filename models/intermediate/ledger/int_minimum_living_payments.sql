-- One row is a person and a month for which minimum living was paid.
-- Answers: how much 低保金 did somebody receive for the month, by which payments?
select
    person_id,
    benefit_month as month,
    sum(amount) as amount,
    {{ collected_list('source_row') }} as source_rows
from {{ ref('int_subsidy_ledger') }}
where program = '低保金'
group by person_id, benefit_month
