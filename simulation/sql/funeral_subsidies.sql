-- Subsidies after deaths that a certificate was registered of: for the cremation, and every third
-- time for the burial of the ashes as well.
select
    'ZB' || lpad(cast(person as varchar), 11, '0') || item_no as subsidy_no,
    id_number, name, town, item, paid_date, amount, null as payee_name
from (
    select
        *,
        death_date + 40 + 20 * item_no + chance_of(person, item, 'paid', 20) as paid_date
    from dead
    cross join (
        values (0, '火化', cast(1000 as decimal(14, 2))), (1, '骨灰安放', cast(500 as decimal(14, 2)))
    ) as items(item_no, item, amount)
    where
        death_date >= date '2022-01-01'
        and chance_of(person, '死亡证明', 'known', 1000) < 950
        and (item_no = 0 or person % 3 = 0)
)
where paid_date between date '$first' and least(date '$last', date '2023-12-31')
