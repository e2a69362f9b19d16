-- One row is an alert that was ever raised, and a unit with an interest in it.
-- Answers: who must not check it?
with

row_interests as (
    select alert_id, unit, interest, is_standing
    from {{ ref('int_row_interests') }}
),

kept_interests as (
    select alert_id, unit, interest
    from {{ ref('alert_interests') }}
),

-- what the rows of a standing alert say counts more than what they said
gone as (
    select kept_interests.*
    from kept_interests
    anti join row_interests
        on kept_interests.alert_id = row_interests.alert_id
        and row_interests.is_standing
),

-- of one that went before interests were kept, nothing better is known
shown_by_rows as (
    select row_interests.alert_id, row_interests.unit, row_interests.interest
    from row_interests
    anti join gone
        on row_interests.alert_id = gone.alert_id
)

from gone
union all
from shown_by_rows
