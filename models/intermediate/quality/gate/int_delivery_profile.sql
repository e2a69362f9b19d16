-- One row is an extract, a delivered file, and a month its rows tell of (null: unread).
-- Answers: what arrived, what became of it, and does it fit the household register?
with

registered as (
    select id_number, name
    from {{ ref('base_household_register') }}
    where row_status = 'staged'
),

delivered_rows as (
    {%- for extract in var('extracts') %}
    {{ profiled_rows(extract) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    delivered_rows.extract,
    delivered_rows.file_name,
    {{ month_of('delivered_rows.day') }} as month,
    count(*) as landed,
    count(*) filter (where delivered_rows.row_status = 'staged') as staged,
    count(*) filter (where delivered_rows.row_status = 'superseded') as superseded,
    count(*) filter (where delivered_rows.row_status = 'rejected') as rejected,
    count(delivered_rows.id_number) as with_id,
    count(registered.id_number) as in_register,
    count(*) filter (
        where registered.id_number is not null and delivered_rows.name is not null
    ) as named_in_register,
    count(*) filter (
        where {{ same_name('delivered_rows.name', 'registered.name') }}
    ) as named_as_registered,
    max(delivered_rows.day) as newest_day,
    cast(coalesce(sum(delivered_rows.amount) filter (
        where delivered_rows.row_status = 'staged'
    ), 0) as double) as staged_yuan,
    cast(coalesce(sum(delivered_rows.amount) filter (
        where not delivered_rows.is_total
    ), 0) as double) as delivered_yuan,
    cast(sum(delivered_rows.amount) filter (
        where delivered_rows.is_total
    ) as double) as totalled_yuan
from delivered_rows
left join registered
    on delivered_rows.id_number = registered.id_number
group by
    delivered_rows.extract,
    delivered_rows.file_name,
    {{ month_of('delivered_rows.day') }}
