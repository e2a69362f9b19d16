"""The encoding of a text file: one, known, and the same from its first byte to its last."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from plumbline.landing.errors import DeliveryError, problem
from plumbline.landing.limits import LINE_BYTES, MEBIBYTE
from plumbline.landing.readers.delivery import Openable

UTF_8, UTF_16, GB18030 = "utf-8-sig", "utf-16", "gb18030"
SHOWN = {UTF_8: "UTF-8", UTF_16: "UTF-16", GB18030: "GB18030"}

# Texts of this size stay in the processor's cache.
PIECE_BYTES = 1 << 18
# The common characters of GB18030 have no byte from 0x80 to 0xA0; half of UTF-8's bytes lie there.
_COMMON_BYTES = bytes(byte for byte in range(256) if not 0x80 <= byte <= 0xA0)


def encoding_of(path: Openable) -> str:
    """One of the three. Raises DeliveryError for zero bytes, endless lines, a second encoding."""
    with path.open("rb") as file:
        head = file.read(3)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _fault_as_utf_8(path, may_hold_zeros=True)
        return UTF_16
    fault = _fault_as_utf_8(path)
    if not fault:
        return UTF_8
    if head == codecs.BOM_UTF8:
        raise _two_encodings(path) or problem(
            "D08",
            "文件标明是 UTF-8，内容却不是",
            f"it says it is UTF-8 but is not: {fault.reason}; expected UTF-8 throughout",
        )
    if fault.reason == "unexpected end of data" and fault.end == len(fault.object):
        raise problem(
            "D08", "UTF-8，最后一个字符不完整", "UTF-8 that is torn in its last character"
        )
    if any(_is_second_utf_8(line) for block in _odd_blocks(path) for line in block.splitlines()):
        raise _two_encodings(path) or _neither(fault)
    return GB18030


def undecodable(path: Openable, encoding: str, fault: UnicodeDecodeError) -> DeliveryError:
    """What is wrong where a text could not be read in the encoding it seemed to have."""
    if encoding == UTF_16:
        return problem("D08", "UTF-16，但数据不完整", f"UTF-16 that is torn: {fault.reason}")
    return _two_encodings(path) or _neither(fault)


def _neither(fault: UnicodeDecodeError) -> DeliveryError:
    byte = fault.object[fault.start]
    return problem("D08", f"字节 {byte:#04x}", f"byte {byte:#04x}: {fault.reason}")


def _fault_as_utf_8(path: Openable, may_hold_zeros: bool = False) -> UnicodeDecodeError | None:
    """Where the file is not UTF-8; every byte of it is looked at for zeros and line ends."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    fault = None
    line = 0
    with path.open("rb") as file:
        while chunk := file.read(PIECE_BYTES):
            if b"\0" in chunk and not may_hold_zeros:
                raise _zeros(chunk)
            ended = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            line = len(chunk) - ended - 1 if ended >= 0 else line + len(chunk)
            if line > LINE_BYTES:
                mebibytes = LINE_BYTES // MEBIBYTE
                raise problem(
                    "D05", f"一行超过 {mebibytes} MiB", f"a line of more than {mebibytes} MiB"
                )
            try:
                if not fault:
                    decoder.decode(chunk)
            except UnicodeDecodeError as found:
                fault = found
        try:
            if not fault:
                decoder.decode(b"", final=True)
        except UnicodeDecodeError as found:
            fault = found
    return fault


def _zeros(chunk: bytes) -> DeliveryError:
    even, odd = chunk[::2].count(0), chunk[1::2].count(0)
    if max(even, odd) > len(chunk) // 16 and max(even, odd) > 4 * min(even, odd):
        return problem("D08", "UTF-16，缺少字节序标记", "UTF-16 without its byte-order mark")
    return zero_bytes()


def zero_bytes() -> DeliveryError:
    """Of a text that holds some; of UTF-16, half of whose bytes are zero, a character of them."""
    return problem("D10", "数据里有空字节（0x00）", "0x00 among its text")


def _odd_blocks(path: Openable) -> Iterator[bytes]:
    """Whole lines, about a mebibyte of them at a time, where a byte is not a common one."""
    with path.open("rb") as file:
        while block := file.read(MEBIBYTE) + file.readline():
            if block.translate(None, _COMMON_BYTES):
                yield block


def _is_second_utf_8(line: bytes) -> bool:
    """Whether a line of a GB18030 file is UTF-8, and reads as text of GBK and rarer ideographs."""
    if not line.translate(None, _COMMON_BYTES):
        return False
    try:
        text = line.decode("utf-8")
        "".join(character for character in text if not _is_rare(character)).encode("gbk")
    except UnicodeError:
        return False
    return True


def _is_rare(character: str) -> bool:
    """Whether it is an ideograph of extension A or of a later one, as rare names have them."""
    return "\u3400" <= character <= "\u4dbf" or character >= "\U00020000"


def _two_encodings(path: Openable) -> DeliveryError | None:
    """The first line of each encoding, where both stand in the file."""
    first: dict[str, int] = {}
    with path.open("rb") as file:
        lines = (line for block in file for line in block.removesuffix(b"\n").split(b"\r"))
        for number, line in enumerate(lines, start=1):
            if line.isascii():
                continue
            for encoding in ("UTF-8", "GB18030"):
                try:
                    line.decode(encoding)
                except UnicodeDecodeError:
                    continue
                first.setdefault(encoding, number)
                break
    if len(first) < 2:
        return None
    (one, at), (other, later) = sorted(first.items(), key=lambda item: item[1])
    return problem(
        "D09",
        f"第 {at} 行是 {one}，第 {later} 行起有 {other}",
        f"line {at} is {one}, line {later} is {other}",
    )
