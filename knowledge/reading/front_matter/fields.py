"""Lines of labels and values above the words: who speaks, when, where. 主讲：甲某　时间：2024年3月5日.

They are no title, and what stands behind a label of time is the document's date, unless it is a page's.
"""

from core.patterns import pattern
from knowledge.language.calendar.written_dates import DATE, NUMERIC, SMALL

LONGEST = 100  # characters
PERSON = (
    "讲话人|主讲人?|讲课人|授课人?|宣讲人|授课教师|报告人|汇报人|发言人|述职人|致辞人|演讲人|讲述人|主持人?|召集人|谈话人|被谈话人|"
    "约谈人|被约谈人|提醒人|记录人?|整理人?|撰稿人?|执笔人?|起草人?|拟稿人?|核稿人?|填报人|填表人|承诺人|倡议人|责任人|联系人|签发人?|"
    "审核人?|审定人?|[\u4e00-\u9fff]{1,4}人|[\u4e00-\u9fff]{1,3}[员者]|审签人?|校对人?|制表人?|经办人|负责人|姓名|作者"
)
THING = (
    "时间|日期|地点|地址|场所|单位|部门|科室|支部|职务|职级|岗位|出席(?:人员|人|领导)?|参加(?:人员|人|范围|对象)?|参会(?:人员|人|单位)?|"
    "列席(?:人员|人)?|缺席(?:人员|人)?|请假(?:人员|人)?|到会(?:人员|人数)?|应到(?:人数)?|实到(?:人数)?|与会(?:人员|人)?|听课(?:人员|对象)|"
    "对象|形式|方式|议题|议程|事由|编号|份数|版本|电话|邮箱|密级|学时|课时|场次"
)
BEFORE = "[\u4e00-\u9fff]{0,4}?"
ONE = rf"(?:{PERSON}|{BEFORE}(?:{THING}))"
# One label alone, or several: each with a value of its own.
FIELDS = pattern(
    rf"{BEFORE}(?:时间|日期|地点)|[•·●◇【（(]?(?:{ONE}[】]?[:：][^。！？]{{0,80}}|[\u4e00-\u9fff]{{2,8}}[:：][^。！？:：]{{1,40}}?{ONE}[:：][^。！？]{{1,60}})"
)
# A page's own days say when it was put up, not when somebody spoke.
OF_PAGES = "(?<!发布|更新|录入|发表|上传|打印|当前|失效|废止|实施|截止|截至)"
TIME = pattern(rf"{OF_PAGES}(?:时间|日期)(?:[:：]|为|(?=\d))(?P<day>{DATE}|{NUMERIC}|{SMALL}月{SMALL}[日号])")


def is_fields(bare: str) -> bool:
    """Return whether a line, without its blanks, is labels and their values."""
    return len(bare) <= LONGEST and FIELDS.fullmatch(bare) is not None


def day_of(bare: str) -> str:
    """Return the day behind a label of time, as it is written; "" for a line without one."""
    match = TIME.search(bare) if len(bare) <= LONGEST and bare[-1:] not in "。！？" else None
    return match["day"] if match and match.start() <= LONGEST else ""
