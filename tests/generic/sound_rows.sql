{# All that the rows of a table must keep, one test for each table: `filled` lists columns that always
   hold a value; `unique` lists columns, or lists of columns, whose values never repeat (a column alone
   may be empty many times, in a list two empty values are the same); `words` gives the words that a
   column may hold; `known` the table (`to`) and its column (`field`) where a column's values must stand.
   Returns what is wrong with which value. A scan for each is the cheapest: a table's statistics answer
   most of them unread. #}
{% test sound_rows(model, filled=[], unique=[], words={}, known={}) %}
    {%- set conditions = {} %}
    {%- for column in filled %}
        {%- do conditions.update({column ~ ' is empty': column ~ ' is null'}) %}
    {%- endfor %}
    {%- for column, allowed in words.items() %}
        {%- set listed = [] %}
        {%- for word in allowed %}
            {%- do listed.append(text_literal(word | string)) %}
        {%- endfor %}
        {%- do conditions.update({
            column ~ ' holds another word': 'cast(' ~ column ~ ' as string) not in (' ~ listed | join(', ') ~ ')'
        }) %}
    {%- endfor %}
    {%- set keys = [] %}
    {%- for key in unique %}
        {%- do keys.append([key] if key is string else key) %}
    {%- endfor %}
    {%- set row = row_as_text(keys[0] if keys else filled) %}
    {%- for problem, condition in conditions.items() %}
    select '{{ problem }}' as problem, {{ row }} as found
    from {{ model }}
    where {{ condition }}
    union all
    {%- endfor %}
    {%- for key in keys %}
    select '{{ key | join(', ') }}: repeats' as problem, {{ row_as_text(key) }} as found
    from {{ model }}
    {%- if key | length == 1 %}
    where {{ key[0] }} is not null
    {%- endif %}
    group by {{ key | join(', ') }}
    having count(*) > 1
    union all
    {%- endfor %}
    {%- for column, list in known.items() %}
    select '{{ column }}: unknown' as problem, {{ row_as_text([column]) }} as found
    from {{ model }}
    where {{ column }} is not null
        and {{ column }} not in (
            select {{ list.field }} from {{ list.to }} where {{ list.field }} is not null
        )
    union all
    {%- endfor %}
    select '' as problem, '' as found
    where 1 = 0
{% endtest %}
