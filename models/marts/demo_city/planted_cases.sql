-- One row is a case that was planted in the made-up city.
-- Answers: what is true of the city, whatever the rules see of it?
select
    kind,
    rule_id,
    alert_id,
    subject_id,
    episode_key,
    town,
    cause,
    label,
    outcome,
    cast(is_published as boolean) as is_published,
    label not in ('data_error', 'lawful') as is_fault
from read_csv({{ city_file('truth.csv') }}, all_varchar = true)
