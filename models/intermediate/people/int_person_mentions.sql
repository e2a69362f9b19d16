-- One row is one mention of a person in a staged row, with the name and town it gives.
-- Answers: what do the departments call this person, and where do they place them?
{%- for mention in person_mentions() %}
select
    {{ mention.id }} as person_id,
    {{ mention.name or 'cast(null as string)' }} as name,
    {{ mention.town or 'cast(null as string)' }} as town,
    {{ mention.day or 'cast(null as date)' }} as mentioned_date,
    source_row
from {{ ref('stg_' ~ mention.extract) }}
where {{ mention.id }} is not null
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
