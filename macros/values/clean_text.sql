{# Full-width ASCII becomes half-width, every Unicode white space a blank; control and zero-width
   characters go; runs of blanks become one, outer blanks go; then what guards a text in a CSV: ="…",
   a leading apostrophe. Most values are clean already, words with one blank between them too; only the
   others pay for the rewriting. #}
{% macro clean_text(value) -%}
    {%- set characters = characters_to_clean() -%}
    {%- set half_width = 'translate(' ~ value ~ ', ' ~ characters | join(', ') ~ ')' -%}
    {%- set visible = regexp_replace_all(half_width, invisible_character_pattern(), '') -%}
    {%- set trimmed = 'trim(' ~ regexp_replace_all(visible, ' +', ' ') ~ ')' -%}
    {%- set unquoted = 'trim(' ~ regexp_first_group(trimmed, '^="(.*)"$') ~ ')' -%}
    case
        when {{ regexp_like(value, "^['= ]|[^ -~一-鿿]|  | $") }}
            then trim({{ regexp_replace_all(unquoted, "^['’‘]", '') }})
        else {{ value }}
    end
{%- endmacro %}


{# Unicode's categories Cc without white space, and Cf. Those below the blank are told by what lies
   above it: a zero byte has no place in an SQL text. #}
{% macro invisible_character_pattern() -%}
    {{ return(
        '[^ -\U0010ffff]'
        ~ '|[\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e'
        ~ '\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb'
        ~ '\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a'
        ~ '\U000e0001\U000e0020-\U000e007f]'
    ) }}
{%- endmacro %}


{# A pair of SQL strings of equal length: the characters to replace and what replaces them. #}
{% macro characters_to_clean() %}
    {% set full_width = (
        '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯ'
        'ＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～'
    ) %}
    {% set half_width = (
        '!"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNO'
        'PQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~'
    ) %}
    {% set white_space = (
        '\t\n\x0b\x0c\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008'
        '\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
    ) %}
    {% do return((
        text_literal(full_width ~ white_space),
        text_literal(half_width ~ ' ' * (white_space | length)),
    )) %}
{% endmacro %}


{# A clean text that also loses all blanks and all dots that stand between the parts of a name. Most
   names are clean already: neither a blank nor a dot of any kind is in them. #}
{% macro clean_name(value) -%}
    case
        when {{ regexp_like(value, "^['=]|[.]|[^!-~一-鿿]") }}
            then translate({{ clean_text(value) }}, ' ·•・.‧･⋅﹒。', '')
        else {{ value }}
    end
{%- endmacro %}


{# Words that people write for "nothing" become null; in the end of a spell those for "not yet" too. #}
{% macro empty_to_null(value, ends_spell=false) -%}
    {%- set words = [
        '', '-', '--', '—', '——', '/', '\\', '\\n', '无', '空', 'null', 'none', 'n/a', 'nan',
    ] -%}
    {%- set not_yet = ['至今', '长期', '在住', '在院', '未出院', '未退住', '未返院'] -%}
    {%- set listed = [] -%}
    {%- for word in words + (not_yet if ends_spell else []) -%}
        {%- do listed.append(text_literal(word)) -%}
    {%- endfor -%}
    case
        when length({{ value }}) > 4 then {{ value }}
        when lower({{ value }}) in ({{ listed | join(', ') }}) then null
        else {{ value }}
    end
{%- endmacro %}
