-- One row is a place or a worker by key; `anchor` is its section on the page of its kind.
select
    *,
    'p' || row_number() over (partition by place_kind order by place, place_key) as anchor
from bi.places
order by place_kind, alerts desc, place, place_key
