"""Zips: what each file in one is called and where it goes, and which zips are refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from deliveries import zipped

from plumbline.landing import archives
from plumbline.landing.archives import members
from plumbline.landing.errors import DeliveryError


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def zip_at(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_members_come_in_the_archive_s_order_with_its_name(tmp_path: Path, into: Path) -> None:
    path = zip_at(tmp_path / "名单.zip", zipped({"乙/2.csv": b"two", "甲.csv": b"one"}))
    found = members(path, into)
    assert [name for name, _ in found] == ["名单.zip/乙/2.csv", "名单.zip/甲.csv"]
    assert [file.read_bytes() for _, file in found] == [b"two", b"one"]
    assert all(file.parent == into for _, file in found)


def test_hidden_and_lock_files_and_folders_are_left_out(tmp_path: Path, into: Path) -> None:
    content = zipped({"a/": "", ".DS_Store": "", "x/.git/c": "", "~$b.xlsx": "", "b.csv": "b"})
    assert [name for name, _ in members(zip_at(tmp_path / "a.zip", content), into)] == [
        "a.zip/b.csv"
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_of_old_programs_are_read_as_they_were_written(
    tmp_path: Path, into: Path, encoding: str
) -> None:
    raw = "名单".encode(encoding)
    placeholder = b"x" * len(raw)
    content = zipped({placeholder.decode(): b"one"}).replace(placeholder, raw)
    ((name, _),) = members(zip_at(tmp_path / "a.zip", content), into)
    assert name == "a.zip/名单"


@pytest.mark.parametrize("name", ["../a.csv", "x/../../a.csv", "/etc/a.csv", "C:\\a.csv", "..\\a"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, into: Path, name: str) -> None:
    with pytest.raises(DeliveryError, match="D14 "):
        members(zip_at(tmp_path / "a.zip", zipped({name: b"x"})), into)
    assert sorted(tmp_path.rglob("*.csv")) == []


def test_a_name_that_stands_twice_is_refused(tmp_path: Path, into: Path) -> None:
    content = zipped({"a.csv": b"x", "b.csv": b"y"}).replace(b"b.csv", b"a.csv")
    with pytest.raises(DeliveryError, match="D14 "):
        members(zip_at(tmp_path / "a.zip", content), into)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", zipped({"a.csv": b"x" * 99})[:-30]], ids=["start", "no directory"]
)
def test_a_torn_zip_is_refused(tmp_path: Path, into: Path, content: bytes) -> None:
    with pytest.raises(DeliveryError, match="D14 "):
        members(zip_at(tmp_path / "a.zip", content), into)


def test_a_locked_zip_is_refused(tmp_path: Path, into: Path) -> None:
    content = bytearray(zipped({"a.csv": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DeliveryError, match="需要密码"):
        members(zip_at(tmp_path / "a.zip", bytes(content)), into)


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "UNPACKED_BYTES", 1 << 20)
    content = zipped({"a.csv": bytes(1 << 20), "b.csv": b"x"})
    with pytest.raises(DeliveryError, match="D05 "):
        members(zip_at(tmp_path / "a.zip", content), into)
    assert list(into.iterdir()) == []


def test_a_member_longer_than_it_says_is_cut_off_or_refused(tmp_path: Path, into: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(1 << 20))
    spoilt = bytearray(content.getvalue())
    at = spoilt.index(b"PK\x01\x02") + 24
    spoilt[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(DeliveryError, match="D14 "):
        members(zip_at(tmp_path / "a.zip", bytes(spoilt)), into)


def test_a_zip_of_too_many_files_is_refused(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MEMBERS", 2)
    with pytest.raises(DeliveryError, match="D05 "):
        members(zip_at(tmp_path / "a.zip", zipped({"a": b"", "b": b"", "c": b""})), into)
