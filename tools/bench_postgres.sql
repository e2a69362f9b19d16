-- What PostgreSQL lacks of what the compiled rules call, by the names that sqlglot leaves them.

-- the values, nulls last, and every value once
create function array_sort(anyarray) returns anyarray
language sql immutable strict parallel safe
as 'select array(select value from unnest($1) as listed (value) order by value)';

create function array_distinct(anyarray) returns anyarray
language sql immutable strict parallel safe
as 'select array(select distinct v from unnest($1) as listed (v) where v is not null)';

-- over a group: one list after the other, which may differ in length
create aggregate array_concat_agg(anycompatiblearray) (
    sfunc = array_cat, stype = anycompatiblearray, parallel = safe
);

create function date_from_parts(numeric, numeric, numeric) returns date
language sql immutable strict parallel safe
return make_date($1::int, $2::int, $3::int);

create function to_months(int) returns interval
language sql immutable strict parallel safe
return make_interval(months => $1);

create function sha256(text) returns bytea
language sql immutable strict parallel safe
return sha256(convert_to($1, 'UTF8'));

create function round(double precision, int) returns double precision
language sql immutable strict parallel safe
return round($1::numeric, $2)::double precision;
