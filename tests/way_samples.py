"""A short speech, and ways of asking for it, written for the tests."""

from core.models import SpeechText

TEXT = """在2025年车辆管理会议上的讲话
2025年6月3日
同志们：
一、出车
公务车出门先登记，回来当天交钥匙。周末用车要提前一天报办公室批准。
二、油卡
一车一卡，油卡不准借给别人。每月底由财务和车队一起对账。
"""
SPEECH = SpeechText("2025", "2025.txt", "在2025年车辆管理会议上的讲话", "2025年6月3日", "", TEXT)
REGISTER = "公务车出门先登记，回来当天交钥匙。"
WEEKEND = "周末用车要提前一天报办公室批准。"
CARD = "一车一卡，油卡不准借给别人。"
ACCOUNTS = "每月底由财务和车队一起对账。"
