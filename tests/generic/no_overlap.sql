{# No two spells of the same owner overlap or share a day: `owner` lists the columns that tell whose
   spell it is. Returns each spell that starts before an earlier one has ended. #}
{% test no_overlap(model, owner, first_day, last_day) %}
    select *
    from (
        select
            {{ owner | join(', ') }},
            {{ first_day }},
            {{ last_day }},
            max({{ last_day }}) over (
                partition by {{ owner | join(', ') }}
                order by {{ first_day }}, {{ last_day }}
                rows between unbounded preceding and 1 preceding
            ) as latest_day_before
        from {{ model }}
    ) as spells
    where {{ first_day }} <= latest_day_before
{% endtest %}
