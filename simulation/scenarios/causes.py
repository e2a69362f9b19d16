"""Causes that scenarios of several scenes share."""

from __future__ import annotations

from simulation.scenario import DATA_ERROR, LAWFUL, SYSTEM_GAP, WORK_ERROR, WRONGDOING, Cause

PADDED = Cause("照料中心虚报就餐人次", WRONGDOING)
RELATIVE_EATS = Cause("家属持卡就餐", WRONGDOING)
RELATIVE_DRAWS = Cause("家属隐瞒死亡继续领取", WRONGDOING)
WORKER_INVENTS = Cause("服务人员虚构上门记录", WRONGDOING)
HIDDEN_INCOME = Cause("隐瞒就业收入", WRONGDOING)
SETTLEMENT_DAY = Cause("将结算日录为服务日", WORK_ERROR)
NOT_REVIEWED = Cause("未按期复核", WORK_ERROR)
NO_ELECTION = Cause("换届未办变更登记", WORK_ERROR)
NOT_TOLD = Cause("机构之间信息不通，停办迟缓", SYSTEM_GAP)
NOT_COMPARED = Cause("与其他待遇未作比对", SYSTEM_GAP)
LATE_NOTICE = Cause("死亡信息登记迟缓，照常发放", SYSTEM_GAP)
LATE_DISCHARGE = Cause("出院信息晚录一周", DATA_ERROR)
LATE_CHECKOUT = Cause("退住信息晚录", DATA_ERROR)
WRONG_ID_OF_DEATH = Cause("死亡登记身份证号录错", DATA_ERROR)
TWIN = Cause("双胞胎身份证号混淆", DATA_ERROR)
NAMESAKE = Cause("同名人员错录身份证号", DATA_ERROR)
OTHER_NAME = Cause("身份证号重号，姓名不符", DATA_ERROR)
CORRECTED = Cause("日期已更正", DATA_ERROR)
ON_LEAVE = Cause("请假回家", LAWFUL)
VISITED_FAMILY = Cause("请假回家未登记", LAWFUL)
MONTH_OF_DEATH = Cause("死亡当月照发", LAWFUL)
EDGE_DAY = Cause("首末日行踪不定", LAWFUL)
