{# Whether a disability certificate, given by its relation's name, is in force in a month: issued on or
   before its last day, and not cancelled before its first. #}
{% macro certificate_in_force(certificate, month) -%}
    {{ certificate }}.issued_date <= last_day({{ month }})
    and coalesce({{ certificate }}.cancelled_date, {{ month }}) >= {{ month }}
{%- endmacro %}


{# Whether a certificate counts as severe in a month: grade 一级 or 二级, or 三级 in one of the
   categories that the nursing subsidy takes in. #}
{% macro certificate_is_severe(certificate, month) -%}
    (
        {{ certificate }}.grade in ('一级', '二级')
        or {{ certificate }}.grade = '三级'
        and {{ parameter_lists(
            'grade_three_categories', certificate ~ '.category',
            rule='nursing_subsidy_without_severe_grade', on=month
        ) }}
    )
{%- endmacro %}
