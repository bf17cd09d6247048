"""When something recurs, as people say it, and on which days that is."""

from datetime import date, time

import pytest
from sqlalchemy import String

from knowledge.language.calendar.due.due_days import days_of, said_recurring
from knowledge.language.calendar.due.recurring import names_recurring, read_recurring
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.hours.put_off import put_off_days
from knowledge.language.writing.signs import Fault, MisreadError
from storage.tables.duties import duties

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("words", "said", "hour"),
    [
        ("每年12月31日前 9点", "每年12月31日", time(9)),
        ("每年六月三十日前，提前10天提醒", "每年6月30日（提前10天提醒）", None),
        ("每年２月２９日", "每年2月29日", None),
        ("每年年底", "每年12月31日", None),
        ("每季度", "每季度最后一天", None),
        ("每季度末月20日", "每季度第3个月20日", None),
        ("每季度第二个月15日上午十点", "每季度第2个月15日", time(10)),
        ("每季度首月10日", "每季度第1个月10日", None),
        ("每月25日提前3天提醒", "每月25日（提前3天提醒）", None),
        ("每个月15号下午3点", "每月15日", time(15)),
        ("每月底", "每月最后一天", None),
        ("每年2月底", "每年2月最后一天", None),
        ("每年6月底", "每年6月30日", None),
        ("每季度末提前一周提醒", "每季度最后一天（提前7天提醒）", None),
        ("节前两个星期", "每个法定节假日放假前14天", None),
        ("节前3天", "每个法定节假日放假前3天", None),
        ("每个公共假期前5天上午9点", "每个法定节假日放假前5天", time(9)),
        ("每年3月1日和9月1日", "每年3月1日和9月1日", None),
        ("每年9月1号、3月1号 上午9点", "每年3月1日和9月1日", time(9)),
        ("每年3、9月1日", "每年3月1日和9月1日", None),
        ("每年三月及九月底提前5天提醒", "每年3月31日和9月30日（提前5天提醒）", None),
        ("每年三、六、九、十二月的一日", "每年3月1日、6月1日、9月1日和12月1日", None),
        ("每年3月1日和15日", "每年3月1日和3月15日", None),
        ("每月5、20日", "每月5日和20日", None),
        ("每月5号、15号和25号", "每月5日、15日和25日", None),
        ("每季度首月10日、末月10日", "每季度第1个月10日和第3个月10日", None),
        ("每两个月", "每逢双月最后一天", None),
        ("每2个月 9点", "每逢双月最后一天", time(9)),
        ("两个月一次", "每逢双月最后一天", None),
        ("隔月一次", "每逢双月最后一天", None),
        ("每隔一个月15日", "每逢双月15日", None),
        ("每双月", "每逢双月最后一天", None),
        ("逢双月10号 下午3点", "每逢双月10日", time(15)),
        ("每逢单月25日提前3天提醒", "每逢单月25日（提前3天提醒）", None),
        ("单月底", "每逢单月最后一天", None),
        ("每兩個月初", "每逢双月1日", None),
        ("双月5日和20日", "每逢双月5日和20日", None),
        ("每两个月的5号、15号和25号", "每逢双月5日、15日和25日", None),
        ("双月5、15、20、25日，提前60天提醒", "每逢双月5日、15日、20日和25日（提前60天提醒）", None),
        ("每三个月", "每季度最后一天", None),
        ("三个月一次", "每季度最后一天", None),
        ("每六个月", "每年6月30日和12月31日", None),
        ("每半年", "每年6月30日和12月31日", None),
        ("半年一次 10点", "每年6月30日和12月31日", time(10)),
        ("上半年、下半年各一次", "每年6月30日和12月31日", None),
        ("一年两次", "每年6月30日和12月31日", None),
        ("每半年初", "每年1月1日和7月1日", None),
        ("每年年中", "每年6月30日", None),
        ("每年初", "每年1月1日", None),
        ("季末", "每季度最后一天", None),
        ("季初", "每季度第1个月1日", None),
        ("年底前", "每年12月31日", None),
        ("年末", "每年12月31日", None),
        ("月底", "每月最后一天", None),
        ("今年底", "2026年12月31日", None),
        ("春节前3天", "每年春节放假前3天", None),
        ("春节前", "每年春节放假前1天", None),
        ("国庆节前一周 9点", "每年国庆放假前7天", time(9)),
        ("春节放假提前3天", "每年春节放假前3天", None),
        ("春节前10天提前2天提醒", "每年春节放假前10天（提前2天提醒）", None),
        ("十一长假前两天", "每年国庆放假前2天", None),
        ("元旦春节前5天", "每年元旦和春节放假前5天", None),
        ("中秋、国庆前3天", "每年中秋和国庆放假前3天", None),
        ("春节前3天和国庆前5天", "每年春节放假前3天和国庆放假前5天", None),
        ("放假前一天", "每个法定节假日放假前1天", None),
        ("每月第一个工作日", "每月第一个工作日", None),
        ("每月首个工作日上午9点", "每月第一个工作日", time(9)),
        ("每个月的第3个工作日前", "每月第三个工作日", None),
        ("每月最后一个工作日", "每月最后一个工作日", None),
        ("每月末个工作日提前3天提醒", "每月最后一个工作日（提前3天提醒）", None),
        ("每月倒数第二个工作日", "每月倒数第二个工作日", None),
        ("每月5日和最后一个工作日", "每月5日和最后一个工作日", None),
        ("每季度第一个工作日", "每季度第一个工作日", None),
        ("每季度最后一个工作日", "每季度最后一个工作日", None),
        ("每季度末月第一个工作日", "每季度第3个月第一个工作日", None),
        ("每季度末月", "每季度最后一天", None),
        ("每季度第二个月最后一个工作日", "每季度第2个月最后一个工作日", None),
        ("每年最后一个工作日", "每年12月最后一个工作日", None),
        ("每年第一个工作日", "每年1月第一个工作日", None),
        ("每年3月第一个工作日", "每年3月第一个工作日", None),
        ("双月最后一个工作日", "每逢双月最后一个工作日", None),
        ("每四个月", "每四个月最后一天（4、8、12月）", None),
        ("四个月一次 9点", "每四个月最后一天（4、8、12月）", time(9)),
        ("每四个月15日", "每四个月15日（4、8、12月）", None),
        ("每四个月初", "每四个月1日（1、5、9月）", None),
        ("每四个月最后一个工作日", "每四个月最后一个工作日（4、8、12月）", None),
        ("一年三次", "每四个月最后一天（4、8、12月）", None),
        ("每周五前", "每周五", None),
        ("每周五下午3点", "每周五", time(15)),
        ("每星期天", "每周日", None),
        ("每周", "每周五", None),
        ("每周一次", "每周五", None),
        ("每周一、周三", "每周一和三", None),
        ("每个礼拜一提前1天提醒", "每周一（提前1天提醒）", None),
        ("每两周", "每两周的周五（从2026年12月4日起）", None),
        ("隔周", "每两周的周五（从2026年12月4日起）", None),
        ("隔周三 9点", "每两周的周三（从2026年12月2日起）", time(9)),
        ("每隔一周的周日", "每两周的周日（从2026年11月29日起）", None),
        ("每双周周五下午三点", "每两周的周五（从2026年12月4日起）", time(15)),
        ("两周一次，周四", "每两周的周四（从2026年12月3日起）", None),
        ("每三个星期", "每三周的周五（从2026年12月4日起）", None),
        ("每隔三周周二提前2天提醒", "每四周的周二（从2026年12月1日起，提前2天提醒）", None),
        ("每两周的周一和周四", "每两周的周一和四（从2026年11月30日起）", None),
        ("从12月11日起每两周", "每两周的周五（从2026年12月11日起）", None),
        ("每两周周五，从下周开始", "每两周的周五（从2026年12月4日起）", None),
        ("每四周，12月16日开始 9点", "每四周的周三（从2026年12月16日起）", time(9)),
        ("自12月9日起每两周周一、周四", "每两周的周一和四（从2026年12月10日起）", None),
        ("每月第一个周一", "每月第一个周一", None),
        ("每月的第二个礼拜三 10点", "每月第二个周三", time(10)),
        ("每月首个星期天", "每月第一个周日", None),
        ("每月第一周的周一", "每月第一个周一", None),
        ("每月最后一个周五下午3点", "每月最后一个周五", time(15)),
        ("每月倒数第二个周五提前3天提醒", "每月倒数第二个周五（提前3天提醒）", None),
        ("每月第一个和第三个周二", "每月第一个周二和第三个周二", None),
        ("每月第一、三个周二", "每月第一个周二和第三个周二", None),
        ("每月1日和最后一个周五", "每月1日和最后一个周五", None),
        ("月月第一个星期一", "每月第一个周一", None),
        ("每季度首月", "每季度第1个月最后一天", None),
        ("每季度首月第一个周一", "每季度第一个周一", None),
        ("每季度最后一个周五", "每季度最后一个周五", None),
        ("每季度首月初", "每季度第1个月1日", None),
        ("每季度首月中旬", "每季度第1个月20日", None),
        ("每年3月第二个周三", "每年3月第二个周三", None),
        ("每年最后一个周五", "每年12月最后一个周五", None),
        ("每年3月初", "每年3月1日", None),
        ("双月第一个周一", "每逢双月第一个周一", None),
        (
            "每四个月最后一个周一、倒数第二个周三、第一个周二和第四个周日，提前60天提醒",
            "每四个月第一个周二（4、8、12月）、第四个周日（4、8、12月）、最后一个周一（4、8、12月）"
            "和倒数第二个周三（4、8、12月）（提前60天提醒）",
            None,
        ),
        ("每月上旬", "每月10日", None),
        ("每月中旬 9点", "每月20日", time(9)),
        ("每月下旬", "每月最后一天", None),
        ("每旬", "每月10日、20日和最后一天", None),
        ("每半个月", "每月15日和最后一天", None),
        ("半月一次", "每月15日和最后一天", None),
        ("一个月两次", "每月15日和最后一天", None),
        ("每周最后一个工作日", "每周最后一个工作日", None),
        ("每周第一个工作日上午9点", "每周第一个工作日", time(9)),
        ("每逢周五", "每周五", None),
        ("每周三10点", "每周三", time(10)),
        ("每两周 10点", "每两周的周五（从2026年12月4日起）", time(10)),
        ("每周三、周五10点", "每周三和五", time(10)),
        ("每个双周的周五", "每两周的周五（从2026年12月4日起）", None),
        ("下周三起每两周一次", "每两周的周三（从2026年12月2日起）", None),
        ("每月最后一周", "每月最后一个周五", None),
        ("每月前三个工作日内", "每月第三个工作日", None),
        ("2026年12月20日", "2026年12月20日", None),
        ("明天 8:30", "2026年11月30日", time(8, 30)),
    ],
)
def test_it_is_read_and_said_again(words: str, said: str, hour: time | None) -> None:
    found = read_recurring(words, TODAY)
    assert said_recurring(found.recurs) == said
    assert found.hour == hour
    assert found.recurs.read(found.recurs.stored()) == found.recurs
    column = duties.c.recurs.type
    assert isinstance(column, String)
    assert len(found.recurs.stored()) <= (column.length or 0)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("什么时候", Fault.UNCLEAR),
        ("每周八", Fault.UNCLEAR),
        ("单周", Fault.UNCLEAR),
        ("每周11点", Fault.UNCLEAR),
        ("每月第五个周一", Fault.NO_SUCH_DAY),
        ("每月第零个周一", Fault.NO_SUCH_DAY),
        ("每两周周八", Fault.UNCLEAR),
        ("从2025年12月1日起每两周", Fault.PAST),
        ("从12月1日起每季度末", Fault.UNCLEAR),
        ("每月第三十个工作日", Fault.NO_SUCH_DAY),
        ("每月第零个工作日", Fault.NO_SUCH_DAY),
        ("3月1日和9月1日", Fault.UNCLEAR),
        ("每年3月1日和", Fault.UNCLEAR),
        ("春节", Fault.UNCLEAR),
        ("春节前99天", Fault.TOO_LONG),
        ("每年3月1日和2月30日", Fault.NO_SUCH_DAY),
        ("每年1、3、5、7、9月1日", Fault.TOO_MANY),
        ("元旦、春节、清明、五一、端午前3天", Fault.TOO_MANY),
        ("提前3天", Fault.UNCLEAR),
        ("每月25日提前99天提醒", Fault.TOO_LONG),
        ("每年2月30日", Fault.NO_SUCH_DAY),
        ("每年2月31日", Fault.NO_SUCH_DAY),
        ("每年6月31日前 9点", Fault.NO_SUCH_DAY),
        ("每月25日提前九周提醒", Fault.TOO_LONG),
        ("双月32日", Fault.NO_SUCH_DAY),
        ("双月1、5、10、15、20日", Fault.TOO_MANY),
        ("每2月15日", Fault.UNCLEAR),
        ("单月10日和双月20日", Fault.UNCLEAR),
        ("每九周", Fault.UNCLEAR),
        ("每年13月1日", Fault.NO_SUCH_DAY),
        ("每月32日", Fault.NO_SUCH_DAY),
        ("2025年12月20日", Fault.PAST),
    ],
)
def test_what_cannot_be_is_refused_by_its_fault(words: str, fault: Fault) -> None:
    with pytest.raises(MisreadError) as refused:
        read_recurring(words, TODAY)
    assert refused.value.fault is fault
    assert names_recurring(words) or fault is Fault.UNCLEAR


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("每周五", True),
        ("每四个月", True),
        ("每两周", True),
        ("隔周", True),
        ("每月第一个周一", True),
        ("每月最后一个工作日", True),
        ("每2月15日", True),
        ("两年一次", True),
        ("什么时候", False),
        ("廉政家访", False),
    ],
)
def test_what_only_sounds_like_it_is_known_as_such(words: str, says: bool) -> None:
    assert names_recurring(words) is says


def on(words: str, first: date, last: date) -> list[str]:
    recurs = read_recurring(words, date(2026, 1, 1)).recurs
    return [f"{day.on:%m-%d}" for day in days_of(recurs, first, last, WorkCalendar.nothing())]


def test_the_days_of_a_year_are_those_of_the_calendar() -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert on("每季度末", *year) == ["03-31", "06-30", "09-30", "12-31"]
    assert on("每月31日", *year)[1:4] == ["02-28", "03-31", "04-30"]
    assert on("每年2月29日", *year) == ["02-28"]
    assert on("2026年5月6日", *year) == ["05-06"]
    assert on("每年3月1日和9月1日", *year) == ["03-01", "09-01"]
    assert on("每半年", *year) == ["06-30", "12-31"]
    assert on("每月31日和30日", date(2026, 2, 1), date(2026, 3, 31)) == ["02-28", "03-30", "03-31"]
    assert on("春节前3天", *year) == ["02-12"], "15 February is the first day off"
    assert on("春节和国庆前1天", *year) == ["02-14", "09-30"]
    before = on("节前3天", *year)
    assert "09-28" in before or "09-27" in before, "国庆 begins on 1 October, or earlier with 中秋"
    assert "12-29" in on("节前3天", date(2026, 12, 1), date(2026, 12, 31)), "元旦 of the next year counts"
    assert len(before) == len(set(before))


def test_working_days_are_those_of_the_calendar() -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)
    first = on("每月第一个工作日", *year)
    assert len(first) == 12
    assert first[0] != "01-01", "元旦 is no working day"
    assert first[4] > "05-03", "nor are the days of 劳动节"
    assert first[9] > "10-07", "nor those of 国庆"
    last = on("每月最后一个工作日", *year)
    assert last[4] == "05-29", "30 and 31 May 2026 are a weekend"
    assert last[0] == "01-30"
    assert on("每月倒数第二个工作日", *year)[4] == "05-28"
    assert on("每季度最后一个工作日", *year) == ["03-31", "06-30", "09-30", "12-31"]
    assert on("每季度末月第一个工作日", *year) == ["03-02", "06-01", "09-01", "12-01"]
    assert on("每年最后一个工作日", *year) == ["12-31"]


def test_a_working_day_of_a_year_whose_holidays_nobody_published_is_expected() -> None:
    recurs = read_recurring("每年最后一个工作日", TODAY).recurs
    [known] = days_of(recurs, date(2026, 12, 1), date(2026, 12, 31), WorkCalendar.nothing())
    [later] = days_of(recurs, date(2041, 12, 1), date(2041, 12, 31), WorkCalendar.nothing())
    assert (known.sure, later.sure) == (True, False)


def test_every_week_and_every_four_months_go_on_over_the_years_end() -> None:
    winter = date(2026, 12, 14), date(2027, 1, 10)
    assert on("每周五前", *winter) == ["12-18", "12-25", "01-01", "01-08"]
    assert on("每周一、周三", date(2026, 12, 15), date(2026, 12, 22)) == ["12-16", "12-21"]
    assert on("每周日", date(2026, 12, 20), date(2026, 12, 20)) == ["12-20"]
    assert on("每四个月", date(2026, 12, 1), date(2027, 12, 31)) == ["12-31", "04-30", "08-31", "12-31"]
    assert on("每四个月最后一个工作日", date(2026, 1, 1), date(2026, 12, 31)) == ["04-30", "08-31", "12-31"]


def test_every_two_weeks_go_on_over_the_years_end_from_their_first_day() -> None:
    winter = date(2026, 1, 1), date(2026, 2, 20)
    assert on("每两周周五", *winter) == ["01-02", "01-16", "01-30", "02-13"]
    assert on("从1月9日起每两周", *winter) == ["01-09", "01-23", "02-06", "02-20"]
    assert on("每两周的周一和周四", *winter) == ["01-01", "01-12", "01-15", "01-26", "01-29", "02-09", "02-12"]
    assert on("每三周周五", date(2026, 12, 1), date(2027, 1, 31)) == ["12-04", "12-25", "01-15"]


def test_weekdays_of_a_month_are_counted_from_both_of_its_ends() -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)
    first = on("每月第一个周一", *year)
    assert (len(first), first[:3], first[-1]) == (12, ["01-05", "02-02", "03-02"], "12-07")
    assert on("每月最后一个周五", *year)[:3] == ["01-30", "02-27", "03-27"]
    assert on("每月第一、三个周二", *year)[:3] == ["01-06", "01-20", "02-03"]
    assert on("每季度首月第一个周一", *year) == ["01-05", "04-06", "07-06", "10-05"]
    assert on("每季度最后一个周五", *year) == ["03-27", "06-26", "09-25", "12-25"]
    assert on("每月倒数第二个周日", date(2026, 5, 1), date(2026, 5, 31)) == ["05-24"]


def test_working_days_of_a_week_are_those_of_the_calendar() -> None:
    autumn = date(2026, 9, 21), date(2026, 10, 18)
    last = on("每周最后一个工作日", *autumn)
    assert (last[0], last[1]) == ("09-24", "09-30"), "中秋 is on Friday the 25th, 国庆 begins on Thursday"
    assert last[-1] == "10-16"
    assert on("每周第一个工作日", date(2026, 1, 1), date(2026, 1, 12)) == ["01-05", "01-12"], (
        "4 January was made up for, in the week before"
    )


def test_every_two_months_goes_on_over_the_years_end() -> None:
    winter = date(2026, 11, 29), date(2027, 4, 30)
    assert on("每两个月", *winter) == ["12-31", "02-28", "04-30"]
    assert on("每逢单月15日", *winter) == ["01-15", "03-15"]
    assert on("双月29日和30日", *winter) == ["12-29", "12-30", "02-28", "04-29", "04-30"]
    assert on("双月底", date(2027, 12, 31), date(2028, 3, 1)) == ["12-31", "02-29"]


@pytest.mark.parametrize(
    ("words", "days"),
    [("3天", 3), ("推迟一周", 7), ("两周后再说", 14), ("明天", 1), ("不归我", None), ("", None)],
)
def test_for_how_long_something_is_put_off(words: str, days: int | None) -> None:
    assert put_off_days(words) == days
