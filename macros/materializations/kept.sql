{# What is kept, and how it is told: macros/warehouse/kept_tables.sql. #}
{% materialization kept_table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {# not called as a macro: dbt runs Python for no macro that another one called #}
    {{ return(kept_relation.call_macro('table')) }}
{% endmaterialization %}


{# A view that is made again only when it, or anything below it, has changed. #}
{% materialization kept_view, adapter='duckdb' %}
    {{ return(kept_relation('view')) }}
{% endmaterialization %}


{# A list of the repository is loaded again only when its file or what is said of it has changed. #}
{% materialization seed, adapter='duckdb' %}
    {% set rests_on = what_it_rests_on() %}
    {% if is_kept(rests_on, 'table') %}
        {# what `--show` shows #}
        {% do store_result('agate_table', response='KEPT', agate_table=(
            load_agate_table() if flags.SHOW else rests_on.no_failures
        )) %}
        {{ return(kept_as_it_stands('table')) }}
    {% endif %}
    {% do forget_fingerprint(rests_on) %}
    {% set made = dbt.materialization_seed_default.call_macro() %}
    {% do remember_fingerprint(rests_on) %}
    {{ return(made) }}
{% endmaterialization %}


{# A data test that passed over the same rows passes again: it is asked only when it, or anything it
   reads, has changed. #}
{% materialization test, adapter='duckdb' %}
    {% set rests_on = what_it_rests_on(only_kept=true) %}
    {% if rests_on.is_unchanged and not should_full_refresh() %}
        {% call noop_statement('main', res=rests_on.no_failures) %}
            -- nothing it reads has changed
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
