"""The clean-up of text: Unicode's, Python's (for headers) and SQL's (for values) are the same."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sql_macros import macros

from plumbline.landing.text import WHITE_SPACE, cell_text, clean_text

CHARACTERS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
SQL = macros("values/clean_text.sql", "engine/text.sql")


def cleaned_by_sql(texts: list[str]) -> list[str]:
    rows = duckdb.execute(
        f"select {SQL['clean_text']('value')} from (select unnest(?) as value)", [texts]
    ).fetchall()
    return [text for (text,) in rows]


def test_white_space_is_what_unicode_says() -> None:
    """White_Space is every separator, and six controls (Unicode's PropList.txt)."""
    separators = {c for c in CHARACTERS if unicodedata.category(c) in ("Zs", "Zl", "Zp")}
    assert set(WHITE_SPACE) == separators | set("\t\n\x0b\x0c\r\x85")


def cleaned_by_unicode(character: str) -> str:
    """What is left of it between two others."""
    if character in WHITE_SPACE:
        return " "
    if unicodedata.decomposition(character).startswith("<wide>"):
        narrow = unicodedata.normalize("NFKC", character)
        return narrow if narrow.isascii() else character
    return character


def test_each_character_is_cleaned_as_unicode_says() -> None:
    characters = [c for c in CHARACTERS if c != "样"]
    cleaned = clean_text("样".join(characters)).split("样")
    faults = [
        ascii(character)
        for character, text in zip(characters, cleaned, strict=True)
        if text != cleaned_by_unicode(character)
    ]
    assert faults == []


def test_sql_cleans_each_character_as_python_does() -> None:
    """Alone, because clean values skip the rewriting; those beyond U+FFFF at once, for speed."""
    texts = [c for c in CHARACTERS if c <= "\uffff"]
    texts += [f"{c}样{c}{c}一{c}" for c in WHITE_SPACE]
    texts += ["".join(c for c in CHARACTERS if c > "\uffff")]
    cleaned = zip(texts, cleaned_by_sql(texts), strict=True)
    assert [ascii(text[:9]) for text, by_sql in cleaned if by_sql != clean_text(text)] == []


def test_the_tables_of_sql_are_those_of_unicode() -> None:
    replaced, by = (text[1:-1].replace("''", "'") for text in SQL["characters_to_clean"]())
    expected = {c: cleaned_by_unicode(c) for c in CHARACTERS}
    assert len(replaced) == len(by)
    assert dict(zip(replaced, by, strict=True)) == {c: e for c, e in expected.items() if c != e}


SOME_TEXT = st.lists(
    st.one_of(
        st.sampled_from(WHITE_SPACE + "\u200b\ufeff\x1c\x00'\"\\.·"),
        st.sampled_from([chr(code) for code in range(0xFF00, 0xFF66)]),
        st.sampled_from("a0 样一𠮷"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(SOME_TEXT, min_size=1, max_size=40))
def test_sql_cleans_any_text_as_python_does(texts: list[str]) -> None:
    assert cleaned_by_sql(texts) == [clean_text(text) for text in texts]


@settings(deadline=None)
@given(SOME_TEXT)
def test_clean_text_stays_clean(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert cleaned == cleaned.strip(WHITE_SPACE)
    assert "  " not in cleaned
    assert not any(c in cleaned for c in WHITE_SPACE if c != " ")


# What a number cell holds, and no more: fifteen digits.
FIFTEEN_DIGITS = st.floats(allow_nan=False, allow_infinity=False).map(lambda n: float(f"{n:.15g}"))


@given(FIFTEEN_DIGITS.filter(lambda number: abs(number) < 1e15))
def test_a_number_is_written_without_exponent_and_keeps_its_value(number: float) -> None:
    text = cell_text(number)
    assert set(text) <= set("-0123456789.")
    assert not text.endswith(".0")
    assert float(text) == number


@given(
    st.floats(min_value=1e15, allow_infinity=False) | st.floats(max_value=-1e15, min_value=-1e300)
)
def test_a_number_of_more_digits_is_shown_as_excel_does(number: float) -> None:
    text = cell_text(number)
    assert re.fullmatch(r"-?[1-9](\.[0-9]{0,13}[1-9])?E\+[0-9]+", text)
    assert float(text) == float(f"{number:.15g}")


@given(st.integers())
def test_a_whole_number_is_its_digits(number: int) -> None:
    assert cell_text(number) == str(number)


@given(st.datetimes(min_value=dt.datetime(1900, 1, 1), max_value=dt.datetime(9999, 12, 30)))
def test_a_moment_loses_only_its_fraction(moment: dt.datetime) -> None:
    text = cell_text(moment)
    assert abs(dt.datetime.fromisoformat(text) - moment) < dt.timedelta(seconds=1)
    assert "." not in text
    assert (len(text) == 10) == (dt.datetime.fromisoformat(text).time() == dt.time())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (" 样一 ", " 样一 "),
        (-0.0, "0"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.10"),
        (False, "FALSE"),
        (dt.datetime(2022, 3, 5, 23, 59, 59, 999_500), "2022-03-06"),
        (dt.datetime(2022, 3, 5, 8, 4, 59, 999_500), "2022-03-05 08:05:00"),
        (dt.datetime.max, "9999-12-31 23:59:59"),
    ],
    ids=repr,
)
def test_a_value_of_a_cell_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text
