-- The lists in dbt_project.yml hold every rule and every extract and nothing else, the
-- contracts that SQL knows are those of the sources, and every rule says what the
-- catalogue shows of it. Returns a sentence on each thing missing, and logs it.
{%- set problems = [] %}
{%- if execute %}
{%- set listed = var('rules') + var('service_rules', []) %}
{%- set rules = [] %}
{%- set sources = [] %}
{%- set expected = ['title_zh', 'scene', 'dimension', 'subject_kind', 'policy_basis', 'power_item',
    'version', 'owner', 'premise'] %}
{%- for node in graph.nodes.values()
    if node.resource_type == 'model' and node.name.startswith('rule_') and 'rules' in node.fqn %}
{%- set rule = node.name[5:] %}
{%- set page = node.patch_path.split('://')[1] if node.patch_path else node.original_file_path %}
{%- do rules.append(rule) %}
{%- if rule not in listed %}
{%- do problems.append('dbt_project.yml: no list below vars has ' ~ rule ~ '; add it to rules, or'
    ~ ' to service_rules where somebody is owed something') %}
{%- endif %}
{%- for key in expected if not node.config.meta.get(key) %}
{%- do problems.append(page ~ ': ' ~ rule ~ ' has no meta.' ~ key ~ '; fill it in') %}
{%- endfor %}
{%- if (node.config.meta.get('valid_from') or node.config.meta.get('valid_to'))
    and 'premise_holds' not in node.raw_code %}
{%- do problems.append(node.original_file_path ~ ': its meta limits when the rule holds; filter'
    ~ ' its events by premise_holds') %}
{%- endif %}
{%- if node.config.meta.get('scene') not in node.fqn %}
{%- do problems.append(node.original_file_path ~ ': lies in another folder than its scene') %}
{%- endif %}
{%- for heading in ['Example', 'Why it is flagged', 'How to check it', 'Known false alarms']
    if '**' ~ heading ~ '.**' not in node.description %}
{%- do problems.append(page ~ ': ' ~ rule ~ ' says nothing under **' ~ heading ~ '.**') %}
{%- endfor %}
{%- for part in ['example', 'why_flagged', 'how_to_check', 'false_alarms']
    if not node.config.meta.get('page_zh', {}).get(part) %}
{%- do problems.append(page ~ ': ' ~ rule ~ ' has no meta.page_zh.' ~ part ~ '; write it in Chinese') %}
{%- endfor %}
{%- endfor %}
{%- for rule in listed if rule not in rules %}
{%- do problems.append('dbt_project.yml: lists ' ~ rule ~ ', but there is no rule_' ~ rule
    ~ '; take it out') %}
{%- endfor %}
{%- for source in graph.sources.values() if source.schema == 'raw' %}
{%- do sources.append(source.name) %}
{%- if source.name not in var('extracts') or source.name not in contracts() %}
{%- do problems.append(source.original_file_path ~ ': ' ~ source.name ~ ' is declared but not'
    ~ ' written; run plumbline write-extracts') %}
{%- endif %}
{%- endfor %}
{%- for extract in var('extracts') if extract not in sources %}
{%- do problems.append('dbt_project.yml: lists ' ~ extract ~ ', but no contract has it; run'
    ~ ' plumbline write-extracts') %}
{%- endfor %}
{%- for problem in problems %}
{%- do log(problem, info=true) %}
{%- endfor %}
{%- endif %}
{%- for problem in problems %}
select {{ text_literal(problem) }} as problem
union all
{%- endfor %}
select '' as problem
where 1 = 0
