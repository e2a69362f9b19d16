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
