"""A workbook that a password locks: what `plumbline dispatch --password` sent out comes back so."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

from plumbline.files import first_line
from plumbline.landing.errors import problem

PASSWORD_FILE = "PLUMBLINE_WORKBOOK_PASSWORD_FILE"


def unlocked(path: Path, folder: Path) -> tuple[str, Path]:
    """The kind of what is locked, and a copy of it in the folder that opens.

    Raises DeliveryError where no password is set, or it is another one.
    """
    named = os.environ.get(PASSWORD_FILE)
    if not named:
        raise problem("D03", "需要密码", "it asks for a password")
    try:
        password = first_line(Path(named))
    except (OSError, UnicodeDecodeError) as fault:
        told = f"the file that {PASSWORD_FILE} names cannot be read: {type(fault).__name__}"
        raise problem("D03", f"{PASSWORD_FILE} 所指的密码文件读不出", told) from None
    plain = folder / "unlocked"
    with path.open("rb") as file, plain.open("wb") as target:
        workbook = msoffcrypto.OfficeFile(file)
        try:
            workbook.load_key(password=password, verify_password=True)
            workbook.decrypt(target)
        except (DecryptionError, InvalidKeyError):
            told = f"the password in the file that {PASSWORD_FILE} names does not open it"
            raise problem("D03", f"{PASSWORD_FILE} 所指文件中的密码不对", told) from None
    with zipfile.ZipFile(plain) as parts:
        return ("xlsb" if "xl/workbook.bin" in parts.namelist() else "xlsx"), plain
