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

from plumbline.landing.text import INVISIBLE, WHITE_SPACE, cell_text, clean_text

CHARACTERS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
SQL = macros("values/clean_text.sql", "values/same_name.sql", "engine/text.sql")


def cleaned_by_sql(texts: list[str]) -> list[str]:
    rows = duckdb.execute(
        f"select {SQL['clean_text']('value')} from (select unnest(?) as value)", [texts]
    ).fetchall()
    return [text for (text,) in rows]


def test_white_space_is_what_unicode_says() -> None:
    """White_Space is every separator, and six controls (Unicode's PropList.txt)."""
    separators = {c for c in CHARACTERS if unicodedata.category(c) in ("Zs", "Zl", "Zp")}
    assert set(WHITE_SPACE) == separators | set("\t\n\x0b\x0c\r\x85")


def test_invisible_characters_are_what_unicode_says() -> None:
    """Controls that are no white space, and formats; Unicode 15 has seven more than Python 3.11."""
    told = {c for c in CHARACTERS if unicodedata.category(c) in ("Cc", "Cf")} - set(WHITE_SPACE)
    assert told - set(INVISIBLE) == set()
    assert set(INVISIBLE) - told <= set(map(chr, range(0x13439, 0x13440)))


def cleaned_by_unicode(character: str) -> str:
    """What is left of it between two others."""
    if character in WHITE_SPACE:
        return " "
    if character in INVISIBLE:
        return ""
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
    texts += [f"样{c}一" for c in INVISIBLE]
    cleaned = zip(texts, cleaned_by_sql(texts), strict=True)
    assert [ascii(text[:9]) for text, by_sql in cleaned if by_sql != clean_text(text)] == []


def test_the_tables_of_sql_are_those_of_unicode() -> None:
    replaced, by = (text[1:-1].replace("''", "'") for text in SQL["characters_to_clean"]())
    expected = {c: cleaned_by_unicode(c) for c in CHARACTERS if c not in INVISIBLE}
    assert len(replaced) == len(by)
    assert dict(zip(replaced, by, strict=True)) == {c: e for c, e in expected.items() if c != e}


SOME_TEXT = st.lists(
    st.one_of(
        st.sampled_from(WHITE_SPACE + "\u200b\ufeff\x1c\x00'\"\\.·"),
        st.sampled_from(["'", "’", "‘", '="', '"', "＝＂", "＂", "＇", "="]),
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
def test_clean_text_holds_no_more_blanks_than_it_needs(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == cleaned.strip(WHITE_SPACE)
    assert "  " not in cleaned
    assert not any(c in cleaned for c in (WHITE_SPACE + INVISIBLE) if c != " ")


@settings(deadline=None)
@given(SOME_TEXT)
def test_only_a_guard_within_a_guard_is_left_by_the_clean_up(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.startswith(("'", "’", "‘", '="')) or clean_text(cleaned) == cleaned


# the two-byte codes of GBK to which old systems gave the private-use code points
OLD_GBK = {
    0xE76C: range(0xA2E3, 0xA2E4),
    0xE78D: range(0xA6D9, 0xA6E0),
    0xE794: range(0xA6EC, 0xA6EE),
    0xE796: range(0xA6F3, 0xA6F4),
    0xE7C7: range(0xA8BC, 0xA8BD),
    0xE7C8: range(0xA8BF, 0xA8C0),
    0xE7E7: range(0xA989, 0xA996),
    0xE815: range(0xFE50, 0xFE7F),
    0xE844: range(0xFE80, 0xFEA1),
}


def folded_by_sql(names: list[str]) -> list[str]:
    rows = duckdb.execute(
        f"select {SQL['folded_name']('name')} from (select unnest(?) as name)", [names]
    ).fetchall()
    return [name for (name,) in rows]


def is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def test_private_use_characters_of_old_systems_are_folded_as_gb_18030_says() -> None:
    """Python's codec is older than the standard: what it calls private still is left out."""
    old = {
        chr(first + step): code.to_bytes(2, "big").decode("gb18030")
        for first, codes in OLD_GBK.items()
        for step, code in enumerate(codes)
    }
    assert len(old) == 106
    assert not any(is_private(name) for name in folded_by_sql(list(old)))
    told = {private: character for private, character in old.items() if not is_private(character)}
    assert len(told) > 75
    assert folded_by_sql(list(told)) == folded_by_sql(list(told.values()))


def test_names_are_folded_as_nfkc_says_where_that_is_a_chinese_character() -> None:
    """Beyond that only the radicals that NFKC leaves, and private-use characters, are folded."""
    (all_folded,) = folded_by_sql(["".join(CHARACTERS)])
    folded = dict(zip(CHARACTERS, all_folded, strict=True))
    faults = []
    for character, by_sql in folded.items():
        expected = unicodedata.normalize("NFKC", character)
        if len(expected) > 1 or not unicodedata.name(expected, "").startswith("CJK UNIFIED"):
            expected = character
        if by_sql != expected and not (is_private(character) or "\u2e81" <= character <= "\u2ef3"):
            faults.append((ascii(character), ascii(by_sql)))
    # in a run of Chinese characters in squares stands a kana, and NFKC folds it too
    assert faults == [(ascii("\U0001f213"), ascii("デ"))]


@pytest.mark.parametrize("radical", "⺅⺟⻓⻢⻩⻳⼀⽅")
def test_a_radical_is_folded_to_a_character(radical: str) -> None:
    (folded,) = folded_by_sql([radical])
    assert unicodedata.name(folded).startswith("CJK UNIFIED")


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
