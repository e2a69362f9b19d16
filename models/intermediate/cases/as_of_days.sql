-- One row is the first of successive builds for one as-of date.
-- Answers: which day was the data true for when a build ran at that moment?
{{ config(materialized='incremental', schema='history', full_refresh=false,
    post_hook='{{ undo_in_replay(this) }}',
    on_schema_change='fail') }}
select
    -- the run's beginning: what it writes is younger, what earlier runs wrote is older
    {{ build_began() }} as built_at,
    {{ as_of_date() }} as as_of_date
{%- if is_incremental() %}
where
    {{ as_of_date() }} is distinct from (
        select max_by(as_of_date, built_at)
        from {{ this }}
    )
{%- endif %}
