{# Full-width ASCII becomes half-width, every Unicode white space a blank, runs of blanks one, outer
   blanks go. Most values are clean already; only the others pay for the rewriting. #}
{% macro clean_text(value) -%}
    case
        when {{ regexp_like(value, '[^!-~一-鿿]') }}
            then trim({{ regexp_replace_all(
                'translate(' ~ value ~ ', ' ~ characters_to_clean()[0] ~ ', '
                ~ characters_to_clean()[1] ~ ')', ' +', ' '
            ) }})
        else {{ value }}
    end
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


{# A name also loses all blanks and all middle dots. #}
{% macro clean_name(value) -%}
    case
        when {{ regexp_like(value, '[ ·•・.]') }} then translate({{ value }}, ' ·•・.', '')
        else {{ value }}
    end
{%- endmacro %}


{# Words that people write for "nothing" become null. #}
{% macro empty_to_null(value) -%}
    case
        when length({{ value }}) > 4 then {{ value }}
        when lower({{ value }})
            in ('', '-', '--', '—', '/', chr(92), '无', '空', 'null', 'none', 'n/a', 'nan')
            then null
        else {{ value }}
    end
{%- endmacro %}
