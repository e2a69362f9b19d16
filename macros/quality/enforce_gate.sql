{# Runs after the findings are written: a stop-level one fails the build before anything is published,
   and says whom to call about what, unless PLUMBLINE_GATE is `warn`. #}
{% macro enforce_gate(findings) %}
    {% if not execute %}
        {% do return('') %}
    {% endif %}
    {% set mode = gate_mode() %}
    {% set lines = [] %}
    {% for row in run_query(
        'select outcome, provider_zh, extract_zh, finding, remedy from ' ~ findings
        ~ " where outcome in ('stop', 'warn') order by outcome, provider, extract, finding"
    ).rows %}
        {% do lines.append((
            row.outcome,
            row.provider_zh ~ ' «' ~ row.extract_zh ~ '» ' ~ row.finding ~ ' → ' ~ row.remedy
        )) %}
    {% endfor %}
    {% set stops = lines | selectattr(0, 'equalto', 'stop') | map(attribute=1) | list %}
    {% do log(
        'quality gate (' ~ mode ~ '): ' ~ stops | length ~ ' stop, '
        ~ (lines | length - stops | length) ~ ' warn; see marts.quality_findings',
        info=true
    ) %}
    {% if stops and mode == 'stop' %}
        {% do exceptions.raise_compiler_error(
            'The quality gate stops this build: ' ~ stops | length ~ ' findings. Call the department '
            ~ 'named first about what follows; `plumbline quality --stopped` writes the pages to send.'
            ~ '\n  ' ~ stops[:40] | join('\n  ')
        ) %}
    {% endif %}
    {% for level, line in lines[:20] %}
        {% do log('  ' ~ level ~ ': ' ~ line, info=true) %}
    {% endfor %}
{% endmacro %}


{# PLUMBLINE_GATE: `stop` (the default), or `warn` to let a build go on whatever is found. #}
{% macro gate_mode() %}
    {% set mode = env_var('PLUMBLINE_GATE', 'stop') %}
    {% if mode not in ['stop', 'warn'] %}
        {% do exceptions.raise_compiler_error(
            "PLUMBLINE_GATE is '" ~ mode ~ "'; expected stop or warn"
        ) %}
    {% endif %}
    {% do return(mode) %}
{% endmacro %}
