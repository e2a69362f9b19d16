-- One row is a rule, as its own YAML describes it.
-- Answers: which rules are there, what does each look for, and on what grounds?
{%- set described = [] %}
{%- if execute %}
{%- for rule in var('rules') + var('service_rules') %}
{%- set node = graph.nodes['model.' ~ project_name ~ '.rule_' ~ rule] %}
{%- do described.append((rule, node.config.meta, node.description)) %}
{%- endfor %}
{%- endif %}
{%- for rule, meta, description in described %}
select
    {{ text_literal(rule) }} as rule_id,
    {{ text_literal(meta.title_zh) }} as title,
    {{ text_literal(meta.get('kind', 'alert')) }} as kind,
    {{ text_literal(meta.scene) }} as scene,
    {{ text_literal(meta.dimension) }} as dimension,
    {{ text_literal(meta.subject_kind) }} as subject_kind,
    {{ text_literal(meta.policy_basis | join('、')) }} as policy_basis,
    {{ text_literal(meta.power_item) }} as power_item,
    {{ meta.version }} as version,
    {{ text_literal(meta.owner) }} as owner,
    {{ text_literal(premise_told(meta)) }} as premise,
    cast({{ text_literal(meta.valid_from | string) if meta.valid_from else 'null' }} as date)
        as valid_from,
    cast({{ text_literal(meta.valid_to | string) if meta.valid_to else 'null' }} as date)
        as valid_to,
    {{ text_literal(description) }} as page,
    {%- for part in ['example', 'why_flagged', 'how_to_check', 'false_alarms'] %}
    {{ text_literal(meta.get('page_zh', {})[part]) }} as {{ part }}_zh{{ ',' if not loop.last }}
    {%- endfor %}
{%- if not loop.last %}
union all
{%- endif %}
{%- else %}
select null as rule_id
{%- endfor %}
