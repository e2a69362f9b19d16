-- Models read only to the right: raw, base, staging, intermediate, rules, marts, bi.
-- Returns each edge of dbt's own graph that runs another way.
{%- set may_read = {
    'base': ['source'],
    'staging': ['base'],
    'intermediate': ['staging', 'base', 'intermediate', 'seed'],
    'rules': ['staging', 'intermediate', 'seed'],
    'marts': ['base', 'staging', 'intermediate', 'rules', 'marts', 'seed', 'snapshot'],
    'bi': ['marts'],
} %}
{%- set wrong = [] %}
{%- if execute %}
{%- for node in graph.nodes.values() if node.resource_type == 'model' %}
{%- set room = 'rules' if 'rules' in node.fqn else node.fqn[1] %}
{%- for id in node.depends_on.nodes %}
{%- set parent = graph.nodes.get(id) %}
{%- if parent is none %}
{%- set parent_room = 'source' %}
{%- elif parent.resource_type == 'model' %}
{%- set parent_room = 'rules' if 'rules' in parent.fqn else parent.fqn[1] %}
{%- else %}
{%- set parent_room = parent.resource_type %}
{%- endif %}
{%- if parent_room not in may_read.get(room, []) %}
{%- do wrong.append((node.name, id)) %}
{%- endif %}
{%- endfor %}
{%- endfor %}
{%- endif %}
{%- for model, parent in wrong %}
select
    '{{ model }}' as model_name,
    '{{ parent }}' as reads
union all
{%- endfor %}
select
    '' as model_name,
    '' as reads
where 1 = 0
