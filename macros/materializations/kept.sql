{# What is kept, and how it is told: macros/warehouse/kept_tables.sql. #}
{% materialization kept_table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {# not called as a macro: dbt runs Python for no macro that another one called #}
    {{ return(kept_relation.call_macro(dbt.materialization_table_duckdb, 'table')) }}
{% endmaterialization %}


{# A view that is made again only when it, or anything below it, has changed. #}
{% materialization kept_view, adapter='duckdb' %}
    {{ return(kept_relation(dbt.materialization_view_default, 'view')) }}
{% endmaterialization %}


{# A data test that passed over the same rows passes again: it is asked only when it, or anything it
   reads, has changed. #}
{% materialization test, adapter='duckdb' %}
    {% set rests_on = what_it_rests_on(only_kept=true) %}
    {% if rests_on.is_unchanged and not should_full_refresh() %}
        {% call statement('main', fetch_result=true) %}
            select 0 as failures, false as should_warn, false as should_error
        {% endcall %}
        {% do return({'relations': []}) %}
    {% endif %}
    {% do forget_fingerprint(rests_on) %}
    {% set made = dbt.materialization_test_default.call_macro() %}
    {% if load_result('main').table.columns[0].values()[0] == 0 %}
        {% do remember_fingerprint(rests_on) %}
        {# a test's own transaction is rolled back when it ends #}
        {% do adapter.commit() %}
    {% endif %}
    {{ return(made) }}
{% endmaterialization %}
