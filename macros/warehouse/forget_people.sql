{# Takes out of history whom the cases of this build name no more (`int_kept_alerts`), and whoever had a
   service lead longer ago than anything is kept. Rows stay, so that counts and case numbers do. What an
   alert that still stands says today stays as well: the rows it rests on say it, and the next
   build would take another text for a change. #}
{% macro forget_people() %}
    {% if is_replay() %}
        {% do return('') %}
    {% endif %}
    {% do run_query(
        "update history.alert_history as history set subject_id = cases.case_id,"
        ~ " subject_name = '已去标识', reason = '已去标识', evidence = [] from marts.cases as cases"
        ~ " where history.alert_id = cases.alert_id and cases.subject_id = cases.case_id"
        ~ " and (cases.is_withdrawn or history.dbt_valid_to is not null)"
    ) %}
    {% do run_query(
        "update history.service_lead_history set subject_id = alert_id, subject_name = '已去标识',"
        ~ " reason = '已去标识', evidence = [] where alert_id not in"
        ~ " (select alert_id from marts.service_leads) and last_event_date + to_years("
        ~ " (select max_by(value, valid_from)::int from reference.rule_parameters where rule_id = 'cases'"
        ~ " and parameter = 'retention_years' and valid_from <= " ~ as_of_date() ~ ")) <= " ~ as_of_date()
    ) %}
{% endmacro %}
