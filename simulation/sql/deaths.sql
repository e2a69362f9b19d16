-- Up to three sources for each death, which disagree by days: certificate, cremation, register.
select id_number, name, reported as death_date, source, registered_date
from (
    select
        *,
        death_date + sources.later + chance_of(person, source, 'disagrees', sources.spread) as reported,
        death_date + 6 + chance_of(person, source, 'registered', 30) as registered_date
    from dead
    cross join (
        values ('死亡证明', 0, 1, 950), ('火化', 1, 3, 920), ('户籍注销', 0, 6, 900)
    ) as sources(source, later, spread, known)
    where chance_of(person, source, 'known', 1000) < known
)
where registered_date between date '$first' and date '$last'
