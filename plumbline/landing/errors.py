"""What can be wrong with a delivered file, each kind with its code.

`CODES` is the one list of them; docs/deliveries.md shows it, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.landing.limits import COLUMNS


class DeliveryError(Exception):
    """A file that cannot be read: what is wrong with it and what was expected.

    `file` is its name where it came in another, such as a zip.
    """

    file: str = ""


class NoHeaderError(DeliveryError):
    """A table none of whose first rows holds all required headers."""


class TornFileError(DeliveryError):
    """A file that ends, or breaks, in the middle of something."""


class LimitError(DeliveryError):
    """A file that holds more, or costs more to read, than a file may."""


@dataclass(frozen=True)
class Code:
    """A kind of fault: what is wrong and what to do, as a clerk and as an engineer reads it."""

    wrong_zh: str
    wrong: str
    remedy_zh: str
    remedy: str


CODES = {
    "D01": Code(
        "文件是空的",
        "it is empty",
        "请重新导出",
        "expected a table: export it again",
    ),
    "D02": Code(
        "不是表格文件",
        "it is no table",
        "请另存为 .xlsx 后再报送",
        "expected a table: save it as .xlsx",
    ),
    "D03": Code(
        "工作簿加了密码",
        "the workbook is locked with a password",
        "请取消密码，另存为 .xlsx；或用 PLUMBLINE_WORKBOOK_PASSWORD_FILE 指明存放密码的文件",
        "expected one that opens: take the password off and save it as .xlsx, or name the file "
        "that holds it in PLUMBLINE_WORKBOOK_PASSWORD_FILE",
    ),
    "D04": Code(
        "文件损坏，打不开",
        "it is torn and does not open",
        "请用 Excel 或 WPS 打开，另存为 .xlsx；打不开就请重新导出",
        "expected one that opens: save it anew as .xlsx, or export it again",
    ),
    "D05": Code(
        "文件超出限度",
        "it is beyond the limits",
        "请删去多余的行和列（按 Ctrl+End 看最后一个单元格），或分成几个文件，另存为 .xlsx",
        "expected less: take out stray cells (Ctrl+End shows the last one), or split it, "
        "and save it as .xlsx",
    ),
    "D06": Code(
        "读取文件所需的内存或时间超出限度",
        "reading it takes more memory or time than a file may",
        "请用 Excel 或 WPS 打开，另存为 .xlsx；太大就分成几个文件",
        "expected one that can be read: save it anew as .xlsx, or split it",
    ),
    "D07": Code(
        "公式从未计算",
        "its formulas were never calculated",
        "请用 Excel 或 WPS 打开并保存（另存为 .xlsx）",
        "expected calculated values: open it in Excel or WPS and save it as .xlsx",
    ),
    "D08": Code(
        "文字编码无法识别",
        "its encoding is neither UTF-8 nor GB18030",
        "请另存为 .xlsx，或另存为“CSV UTF-8”",
        "expected one of the two, or UTF-16 with a byte-order mark: save it as .xlsx or CSV UTF-8",
    ),
    "D09": Code(
        "同一文件里有两种文字编码",
        "it holds two encodings, UTF-8 and GB18030",
        "请分别打开各部分，合并后另存为 .xlsx",
        "expected one: open the parts one by one and save them together as .xlsx",
    ),
    "D10": Code(
        "文件损坏，含有空字节",
        "it is torn: it holds bytes of zero",
        "多半是复制中断，请重新复制或导出",
        "expected text: a copy probably broke off, copy or export it again",
    ),
    "D11": Code(
        "文件损坏，引号没有闭合",
        "it is torn: a quoted cell is still open at its end",
        "请重新导出，或另存为 .xlsx",
        "expected a closing quote: export it again, or save it as .xlsx",
    ),
    "D12": Code(
        "引号用法有误，会吞掉数据行",
        "its quotes are not those of CSV and would swallow rows",
        "单元格里的引号请成对书写，或另存为 .xlsx",
        "expected quotes around whole cells, doubled inside them: save it as .xlsx",
    ),
    "D13": Code(
        "单元格里的时间不存在",
        "a cell holds a time no clock shows",
        "请更正后另存为 .xlsx",
        "expected a time: correct it and save it as .xlsx",
    ),
    "D14": Code(
        "压缩包不能用",
        "the zip cannot be used",
        "请解压后直接报送其中的表格",
        "expected tables in it: unpack it and deliver what it holds",
    ),
    "D15": Code(
        "与报送清单不符",
        "it is not what its sender's list says",
        "多半是复制中断，请重新复制；清单有误就请更正清单",
        "expected the same: copy the file again, or have the list corrected",
    ),
    "D16": Code(
        "文件读不到",
        "it cannot be read",
        "请检查文件是否还在、权限是否允许读取",
        "expected a file that is there and may be read: check its rights",
    ),
    "D17": Code(
        "没有表头",
        "none of its first rows is a header",
        "请在数据上方加上一行表头",
        "expected the required headers in one row: put them above the data",
    ),
    "D18": Code(
        "表头缺少必填的列",
        "its header lacks a required column",
        "请补上该列，或改回规定的列名；本地常用的列名写入 city_header_aliases.csv",
        "expected all required headers: add or rename the column, or give the city's own name for "
        "it in city_header_aliases.csv",
    ),
    "D19": Code(
        "同一列有两个表头",
        "its header holds a column twice",
        "请只保留一列",
        "expected it once: take one out",
    ),
    "D20": Code(
        "是指向到达文件夹以外的链接",
        "it is a link out of the landing folder",
        "请把文件本身放进来",
        "expected the file itself: copy it there",
    ),
    "D21": Code(
        "文件名不是 UTF-8",
        "its name is not UTF-8",
        "请改名",
        "expected a name that shows: rename the file",
    ),
    "D22": Code(
        "没有该数据的文件夹",
        "an extract that the city gets has no folder",
        "请建立文件夹（没有数据就留空）；本市没有这项数据就在 city_extracts.csv 中写 no",
        "expected a folder: make it, or write no for the extract in city_extracts.csv",
    ),
    "D23": Code(
        "没有可读的工作表",
        "the workbook has no visible sheet",
        "请取消隐藏",
        "expected a sheet that shows: unhide it",
    ),
}

_KINDS = {
    "D04": TornFileError,
    "D05": LimitError,
    "D06": LimitError,
    "D10": TornFileError,
    "D11": TornFileError,
    "D12": TornFileError,
    "D15": TornFileError,
}


def problem(code: str, found_zh: str, found: str) -> DeliveryError:
    """The error of a kind, with what stood in the file; never one of its values."""
    about = CODES[code]
    return _KINDS.get(code, DeliveryError)(
        f"{code} {about.wrong_zh}：{found_zh}；{about.remedy_zh}。"
        f" / {about.wrong} ({found}); {about.remedy}"
    )


def too_many_columns(count: int) -> DeliveryError:
    """Of a table as wide as no office's."""
    return problem(
        "D05", f"{count:,} 列，最多 {COLUMNS:,} 列", f"{count:,} columns, {COLUMNS:,} at most"
    )
