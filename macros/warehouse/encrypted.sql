{# Options of `attach` for a new file of ours: encrypted where there is a key. The key is asked for by a
   function, since dbt logs its statements. #}
{% macro encrypted() %}
    {% set has_key = run_query('select plumbline_file_key() is not null').columns[0].values()[0] %}
    {% do return(', ' ~ file_key_option() ~ ", encryption_cipher 'GCM'" if has_key else '') %}
{% endmacro %}

{% macro file_key_option() %}
    {% do return('encryption_key plumbline_file_key()') %}
{% endmacro %}
