"""Why cases come about, and what each is in the end: a fault, or one of two kinds of no fault."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

WRONGDOING, WORK_ERROR, SYSTEM_GAP = "wrongdoing", "work_error", "system_gap"
DATA_ERROR, LAWFUL = "data_error", "lawful"


@dataclass(frozen=True)
class Cause:
    """Why something came about, and what that is in the end (one of the five labels)."""

    text: str
    label: str


wrongdoing = partial(Cause, label=WRONGDOING)
work_error = partial(Cause, label=WORK_ERROR)
system_gap = partial(Cause, label=SYSTEM_GAP)
data_error = partial(Cause, label=DATA_ERROR)
lawful = partial(Cause, label=LAWFUL)

PADDED = wrongdoing("照料中心虚报就餐人次")
RELATIVE_EATS = wrongdoing("家属持卡就餐")
RELATIVE_DRAWS = wrongdoing("家属隐瞒死亡继续领取")
WORKER_INVENTS = wrongdoing("服务人员虚构上门记录")
HIDDEN_INCOME = wrongdoing("隐瞒就业收入")
SETTLEMENT_DAY = work_error("将结算日录为服务日")
NOT_REVIEWED = work_error("未按期复核")
NO_ELECTION = work_error("换届未办变更登记")
NOT_TOLD = system_gap("机构之间信息不通，停办迟缓")
NOT_COMPARED = system_gap("与其他待遇未作比对")
LATE_NOTICE = system_gap("死亡信息登记迟缓，照常发放")
LATE_DISCHARGE = data_error("出院信息晚录一周")
LATE_CHECKOUT = data_error("退住信息晚录")
WRONG_ID_OF_DEATH = data_error("死亡登记身份证号录错")
TWIN = data_error("双胞胎身份证号混淆")
NAMESAKE = data_error("同名人员错录身份证号")
OTHER_NAME = data_error("身份证号重号，姓名不符")
CORRECTED = data_error("日期已更正")
ON_LEAVE = lawful("请假回家")
VISITED_FAMILY = lawful("请假回家未登记")
MONTH_OF_DEATH = lawful("死亡当月照发")
EDGE_DAY = lawful("首末日行踪不定")
LEFT_OFFICE = lawful("离职后任职")
WITHIN_THE_RULES = lawful("未越规则界限")
