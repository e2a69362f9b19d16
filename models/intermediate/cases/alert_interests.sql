-- One row is an alert that was ever raised, and a unit with an interest in it.
-- Answers: who had an interest in it when it last stood?
{{ config(materialized='incremental', schema='history', full_refresh=false,
    post_hook='{{ undo_in_replay(this) }}',
    incremental_strategy='delete+insert', unique_key='alert_id',
    on_schema_change='fail') }}
select
    alert_id,
    unit,
    interest
from {{ ref('int_row_interests') }}
-- in place of the rows of one that went, a corrected file may hold somebody else's
where is_standing
