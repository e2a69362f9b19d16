{# A broken limit in one Chinese phrase: where, what, how much, how much is allowed, of how many rows. #}
{% macro zh_finding() -%}
    concat_ws(
        ' ',
        nullif(broken.file_name, ''),
        {{ zh_month('broken.month') }},
        nullif(broken.item, ''),
        checks.title || ' ' || {{ zh_measured('broken.measured') }}
        || case
            when broken.measured < broken.at_least
                then '，应不低于' || {{ zh_measured('broken.at_least') }}
            else '，应不高于' || {{ zh_measured('broken.at_most') }}
        end
        || case
            when broken.check_id in ('kept_ratio', 'file_kept_ratio')
                then format('（已知{}行，少{}行）', broken.judged_rows, broken.affected)
            else ''
        end
    )
{%- endmacro %}


{# A figure with the unit of its check. #}
{% macro zh_measured(figure) -%}
    case checks.unit
        when 'share' then format('{:.1f}%', 100 * {{ figure }})
        when 'ratio' then format('{:.2f}倍', {{ figure }})
        when 'rows' then format('{:.0f}行', {{ figure }})
        when 'periods' then format('{:.1f}个周期', {{ figure }})
    end
{%- endmacro %}
