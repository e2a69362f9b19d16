-- One row is a death report that is not believed, and why.
-- Answers: which death records must be set right before anyone acts on them?
select
    source_row,
    doubt as reason
from {{ ref('int_death_reports') }}
where doubt is not null
