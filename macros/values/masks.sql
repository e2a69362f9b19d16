{# What the masked surface shows instead of names, IDs and birthdays (DuckDB only). #}

{# A key that stands for an ID, the same from build to build: HMAC-SHA-256 of what the ID is of and the
   ID, by a secret that SQL never sees (`plumbline/keys.py`). Null for null. #}
{% macro keyed(kind, id) -%}
    plumbline_key({{ kind }} || '|' || {{ id }})
{%- endmacro %}


{# What the ID of a subject or place is of, where it tells of a person; null for an organisation, whose
   ID is open. Whatever is not known to be an organisation has a key. #}
{% macro key_kind(kind) -%}
    case
        when {{ kind }} in ('centre', 'institution', 'village', 'association', 'site') then null
        when {{ kind }} = 'worker' then 'person'
        else {{ kind }}
    end
{%- endmacro %}


{# A surname and 某某, whatever the length of the name; a surname of two characters where more follow. #}
{% macro masked_name(name) -%}
    case
        when length({{ name }}) > 2 and substring({{ name }}, 1, 2) in (
            '欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '司徒', '夏侯',
            '令狐', '长孙', '宇文', '轩辕', '端木', '百里', '呼延', '南宫', '西门', '独孤', '申屠',
            '钟离', '闻人', '赫连', '澹台', '公冶', '濮阳', '淳于', '单于', '东郭', '拓跋', '鲜于'
        )
            then substring({{ name }}, 1, 2)
        else substring({{ name }}, 1, 1)
    end || '某某'
{%- endmacro %}


{# A sentence without citizen IDs, file numbers, accounts and birthdays, and with its names masked.
   `names` is a list, the longest first, so that no name is torn by a shorter one in it. #}
{% macro masked_text(text, names) -%}
    list_reduce(
        list_prepend({{ text }}, {{ names }}),
        lambda told, name: replace(told, name, {{ masked_name('name') }})
    )
    .regexp_replace('[1-9][0-9]{16}[0-9Xx]', '（身份证号略）', 'g')
    .regexp_replace('编号[0-9A-Za-z-]+', '编号略', 'g')
    .regexp_replace('账户.+?在([0-9]{4}年收到)', '某账户在\1', 'g')
    .regexp_replace('账户[0-9A-Za-z*-]+', '某账户', 'g')
    .regexp_replace('[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日出生', '出生日期略', 'g')
{%- endmacro %}


{# The age on a day, in bands. #}
{% macro age_band(birth_date, day) -%}
    case
        when {{ birth_date }} is null then null
        when date_sub('year', {{ birth_date }}, {{ day }}) < 18 then '不满18岁'
        when date_sub('year', {{ birth_date }}, {{ day }}) < 60 then '18至59岁'
        when date_sub('year', {{ birth_date }}, {{ day }}) < 70 then '60至69岁'
        when date_sub('year', {{ birth_date }}, {{ day }}) < 80 then '70至79岁'
        when date_sub('year', {{ birth_date }}, {{ day }}) < 90 then '80至89岁'
        else '90岁以上'
    end
{%- endmacro %}


{# The values of columns, joined by commas, that are not null. #}
{% macro present_values(columns) -%}
    list_filter(cast([{{ columns }}] as varchar[]), lambda value: value is not null)
{%- endmacro %}
