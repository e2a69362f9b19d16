-- Data flows only to the right: `rooms` says which room may read which, and
-- `room_exceptions` what else may be read, and why. Returns the edges of dbt's graph
-- that neither allows, and those of models that stand in no room.
{%- set readers = ['model', 'snapshot', 'analysis'] %}
with

edges (reader, reader_path, read_name, read_path) as (
    values
    ('', '', '', '')
    {%- if execute %}
    {%- for node in graph.nodes.values() if node.resource_type in readers %}
    {%- for id in node.depends_on.nodes %}
    {%- set read = graph.nodes.get(id) or graph.sources.get(id) %}
    {#- a city's own lists are seeds too, wherever they lie #}
    {%- set folder = {'source': 'sources/', 'seed': 'seeds/'}.get(read.resource_type, '') %}
    , (
        '{{ node.name }}',
        '{{ node.original_file_path }}',
        '{{ read.name }}',
        '{{ folder ~ read.original_file_path }}'
    )
    {%- endfor %}
    {%- endfor %}
    {%- endif %}
),

paths as (
    select reader_path as path
    from edges
    union
    select read_path as path
    from edges
),

known_rooms as (
    select room, may_read
    from {{ ref('rooms') }}
    union all
    select
        'sources' as room,
        null as may_read
),

-- the innermost room that the path lies in
rooms_of_paths as (
    select
        paths.path,
        max_by(known_rooms.room, length(known_rooms.room)) as room
    from paths
    inner join known_rooms
        on paths.path like known_rooms.room || '/%'
    group by paths.path
),

exceptions as (
    select reader, reads
    from {{ ref('room_exceptions') }}
),

edges_by_room as (
    select
        edges.reader,
        reader_rooms.room as reader_room,
        edges.read_name,
        read_rooms.room as read_room
    from edges
    left join rooms_of_paths as reader_rooms
        on edges.reader_path = reader_rooms.path
    left join rooms_of_paths as read_rooms
        on edges.read_path = read_rooms.path
    where edges.reader != ''
)

select
    edges_by_room.reader,
    edges_by_room.reader_room,
    edges_by_room.read_name,
    edges_by_room.read_room
from edges_by_room
left join known_rooms
    on edges_by_room.reader_room = known_rooms.room
    and ('; ' || known_rooms.may_read || ';')
    like ('%; ' || edges_by_room.read_room || ';%')
left join exceptions
    on edges_by_room.reader = exceptions.reader
    and exceptions.reads in (edges_by_room.read_name, edges_by_room.read_room)
where known_rooms.room is null and exceptions.reader is null
