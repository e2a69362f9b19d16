-- One row is a rule, as its own YAML describes it.
-- Answers: which rules are there, what does each look for, and on what grounds?
{%- set described = [] %}
{%- if execute %}
{%- for rule in var('rules') %}
{%- set node = graph.nodes['model.' ~ project_name ~ '.rule_' ~ rule] %}
{%- do described.append((rule, node.config.meta, node.description)) %}
{%- endfor %}
{%- endif %}
{%- for rule, meta, description in described %}
select
    {{ string_literal(rule) }} as rule_id,
    {{ string_literal(meta.zh) }} as title,
    {{ string_literal(meta.scene) }} as scene,
    {{ string_literal(meta.dimension) }} as dimension,
    {{ string_literal(meta.subject_kind) }} as subject_kind,
    {{ string_literal(meta.policy_basis | join('、')) }} as policy_basis,
    {{ string_literal(meta.power_item) }} as power_item,
    {{ meta.version }} as version,
    {{ string_literal(meta.owner) }} as owner,
    {{ string_literal(meta.premise) }} as premise,
    cast({{ string_literal(meta.valid_from | string) if meta.valid_from else 'null' }} as date)
        as valid_from,
    cast({{ string_literal(meta.valid_to | string) if meta.valid_to else 'null' }} as date)
        as valid_to,
    {{ string_literal(description) }} as page
{%- if not loop.last %}
union all
{%- endif %}
{%- else %}
select null as rule_id
{%- endfor %}
