-- One row is a build, published or not yet.
-- Answers: which build was it that wrote something down at that moment?
{{ config(materialized='incremental', schema='history', full_refresh=false,
    post_hook='{{ undo_in_replay(this) }}',
    on_schema_change='fail') }}
select
    -- the run's beginning: what it writes is younger, what earlier runs wrote is older
    {{ build_began() }} as built_at,
    {{ as_of_date() }} as as_of_date
