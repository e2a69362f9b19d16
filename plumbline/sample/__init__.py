"""The small checked-in sample: two years of made-up deliveries with every red alert planted.

`python -m plumbline.sample [OUT_DIR]` writes `OUT_DIR/landing/<extract>/…`, deliveries in the forms
that departments really send, and `OUT_DIR/planted.csv`, which says what was planted and why: at
least one alert and one near miss of every rule. Nothing else in the sample may alert. The same
program writes the same bytes each time.

Nobody in it can be real. Citizen IDs carry the region codes 990101 to 990114, and GB/T 2260 knows
no province 99, so no such ID was ever issued, although its check character fits. Names are a
syllable and a number (样一零三: a resident, 试一零三: somebody a case was planted for, 演一零三:
staff). Organisations are made up too; only the towns' names are on a map.

values      what a cell can hold besides plain text: IDs, names, months, grades
people      made-up citizens and how their IDs come about
city        collects the records and what was planted
records     one function per extract, a module per field: a record with sensible defaults
background  ordinary life, which must not alert
cases       what is planted, a module per scene; damaged rows and feedback beside them
spelling    the many ways in which an office writes the same value
plan        which records travel in which file, in which form
writers     CSV, workbook and Parquet files
"""
