-- The lists in dbt_project.yml hold every rule and every extract, and every rule says
-- what the catalogue shows of it. Returns what is missing where.
{%- set missing = [] %}
{%- if execute %}
{%- set expected = ['title_zh', 'scene', 'dimension', 'subject_kind', 'policy_basis', 'power_item',
    'version', 'owner', 'premise'] %}
{%- for node in graph.nodes.values()
    if node.resource_type == 'model' and node.name.startswith('rule_') and 'rules' in node.fqn %}
{%- set rule = node.name[5:] %}
{%- if rule not in var('rules') + var('service_rules') %}
{%- do missing.append((rule, 'vars.rules or vars.service_rules')) %}
{%- endif %}
{%- for key in expected if not node.config.meta.get(key) %}
{%- do missing.append((rule, 'meta.' ~ key)) %}
{%- endfor %}
{%- if (node.config.meta.get('valid_from') or node.config.meta.get('valid_to'))
    and 'premise_holds' not in node.raw_code %}
{%- do missing.append((rule, 'premise_holds in its SQL')) %}
{%- endif %}
{%- if node.config.meta.get('scene') not in node.fqn %}
{%- do missing.append((rule, 'the folder of its scene')) %}
{%- endif %}
{%- for heading in ['Example', 'Why it is flagged', 'How to check it', 'Known false alarms']
    if '**' ~ heading ~ '.**' not in node.description %}
{%- do missing.append((rule, 'page: ' ~ heading)) %}
{%- endfor %}
{%- endfor %}
{%- for source in graph.sources.values() if source.schema == 'raw' %}
{%- if source.name not in var('extracts') %}
{%- do missing.append((source.name, 'vars.extracts')) %}
{%- endif %}
{%- endfor %}
{%- endif %}
{%- for name, where in missing %}
select
    '{{ name }}' as name,
    '{{ where }}' as missing_from
union all
{%- endfor %}
select
    '' as name,
    '' as missing_from
where 1 = 0
