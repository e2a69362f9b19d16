"""The secret behind the masked surface's keys: made once, kept apart, never to be guessed."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plumbline.keys import VARIABLE, key_maker

PERSON = "person|990101194003070010"


@pytest.fixture
def salt_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path / "plumbline.duckdb.salt"


def test_the_secret_is_made_once_and_for_its_owner_alone(salt_file: Path) -> None:
    key = key_maker(salt_file)(PERSON)
    assert stat.S_IMODE(salt_file.stat().st_mode) == 0o600
    made = salt_file.read_bytes()
    assert len(made) == 64
    assert key_maker(salt_file)(PERSON) == key
    assert salt_file.read_bytes() == made


def test_no_secret_is_made_before_a_key_is_asked_for(salt_file: Path) -> None:
    key_maker(salt_file)
    assert not salt_file.exists()


def test_two_threads_that_ask_at_once_get_one_secret(
    salt_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = secrets.token_hex

    def make_slowly(length: int) -> str:
        time.sleep(0.1)
        return make(length)

    monkeypatch.setattr(secrets, "token_hex", make_slowly)
    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(key_maker(salt_file), [PERSON, PERSON]))) == 1


def test_another_warehouse_has_other_keys(salt_file: Path, tmp_path: Path) -> None:
    assert key_maker(salt_file)(PERSON) != key_maker(tmp_path / "other.salt")(PERSON)


def test_the_environment_gives_the_secret(salt_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "一个秘密")
    expected = hmac.new("一个秘密".encode(), PERSON.encode(), hashlib.sha256).hexdigest()[:20]
    assert key_maker(salt_file)(PERSON) == expected
    assert not salt_file.exists()


def test_hashing_an_id_gives_no_key(salt_file: Path) -> None:
    key = key_maker(salt_file)(PERSON)
    for hashed in (hashlib.sha256, hashlib.md5, hashlib.sha1):
        for text in (PERSON, PERSON.removeprefix("person|")):
            assert not hashed(text.encode()).hexdigest().startswith(key)


def test_an_emptied_secret_is_no_secret(salt_file: Path) -> None:
    salt_file.touch()
    with pytest.raises(ValueError, match=r"plumbline\.duckdb\.salt is empty; restore it"):
        key_maker(salt_file)(PERSON)
