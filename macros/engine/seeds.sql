{# dbt-spark's session puts a seed's values between quotes as they stand: an apostrophe in one ends
   the text, and an empty one becomes the word None. So the values are written here. #}
{% macro spark__load_csv_rows(model, agate_table) %}
    {%- set types = model.config.get('column_types', {}) -%}
    {%- set rows = [] -%}
    {%- for row in agate_table.rows -%}
        {%- set values = [] -%}
        {%- for name in agate_table.column_names -%}
            {%- set type = types.get(name, adapter.convert_type(agate_table, loop.index0)) -%}
            {%- set value = row[loop.index0] -%}
            {%- do values.append(
                cast('null' if value is none else text_literal(value | string), type)
            ) -%}
        {%- endfor -%}
        {%- do rows.append('(' ~ values | join(', ') ~ ')') -%}
    {%- endfor -%}
    {%- set sql = 'insert into ' ~ this.render() ~ ' values ' ~ rows | join(', ') -%}
    {%- do adapter.add_query(sql, abridge_sql_log=True) -%}
    {{ return(sql) }}
{% endmacro %}
