{# Table macros that go into the published file, where every client can call them:
   `from person('99…')`, `from explain('…')`. #}
{% macro create_analyst_macros(database) %}
    {% do run_query(
        'create macro ' ~ database ~ '.main.person(whose_id) as table '
        ~ 'select * exclude (person_id) from marts.person_records where person_id = whose_id '
        ~ 'order by first_day, source_row'
    ) %}
    {% do run_query(
        'create macro ' ~ database ~ '.main.explain(which_alert) as table '
        ~ 'select part, item, told from marts.explained_alerts where alert_id = which_alert '
        ~ 'order by part_number, item'
    ) %}
{% endmacro %}
