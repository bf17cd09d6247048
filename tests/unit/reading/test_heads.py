# ruff: noqa: E501 - a document stands in a line
"""Title, date and occasion of what offices write, and what stands around it: letterheads, web pages, signatures."""

from dataclasses import dataclass

import pytest
from documents import package, paragraph

from knowledge.reading.extract import Extracted, extract

BODY = "同志们：\n凡是花公家的钱，都要先问一问值不值得。\n一、管好接待\n接待要先审批后接待，标准按月公布。"
NOTICE = "各科室：\n凡是公务接待，都要先审批后接待。\n一、先审批\n没有审批的不接待。"
REPORT = "各位代表：\n现在，我代表单位向大会报告工作，请予审议。\n一、去年的工作\n账目理清楚了。"
TALK = "在示例单位警示教育大会上的讲话"
DAY = "2024年3月5日"


@dataclass(frozen=True)
class Case:
    """What a document says above and below its body, and what is right."""

    above: str
    title: str
    date: str = ""
    occasion: str = ""
    body: str = BODY
    below: str = ""
    name: str = "a.txt"
    unsure: tuple[str, ...] = ()
    out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(part for part in (self.above, self.body, self.below) if part)


CASES = {
    # --- speeches and reports
    "title and date in brackets": Case(f"{TALK}\n（{DAY}）", TALK, DAY),
    "name below the date": Case(f"{TALK}\n（{DAY}）\n甲某某", TALK, DAY),
    "name above the date": Case(f"{TALK}\n示例单位党组书记　甲某某\n{DAY}", TALK, DAY),
    "date beside the name": Case(f"{TALK}\n甲某某　{DAY}", TALK, DAY),
    "date in brackets behind the name": Case(f"{TALK}\n党组书记、主任　甲某某（{DAY}）", TALK, DAY),
    "date before the name": Case(f"{TALK}\n（{DAY}）甲某某", TALK, DAY),
    "date in Chinese figures": Case(f"{TALK}\n二〇二四年三月五日", TALK, "二〇二四年三月五日"),
    "date with a circle for zero": Case(f"{TALK}\n（二○二四年三月五日）", TALK, "二○二四年三月五日"),
    "date with dashes": Case(f"{TALK}\n2024-03-05", TALK, "2024-03-05"),
    "date with strokes": Case(f"{TALK}\n2024/3/5", TALK, "2024/3/5"),
    "date with points": Case(f"{TALK}\n（2024.3.5）", TALK, "2024.3.5"),
    "month alone": Case(f"{TALK}\n（2024年3月）", TALK, "2024年3月"),
    "wide figures and blanks": Case(f"{TALK}\n（２０２４ 年 ３ 月 ５ 日）", TALK, DAY),
    "date and occasion in brackets": Case(
        f"在警示教育会上的讲话\n（{DAY}在示例单位大会议室）", "在警示教育会上的讲话", DAY, "在示例单位大会议室"
    ),
    "date and occasion of a conference": Case(
        f"把好用钱的关口\n（{DAY}在示例单位警示教育大会上）", "把好用钱的关口", DAY, "在示例单位警示教育大会上"
    ),
    "subtitle with date and occasion": Case(
        f"把好用钱的关口\n——{DAY}{TALK}\n甲某某", "把好用钱的关口", DAY, "在示例单位警示教育大会上"
    ),
    "subtitle with the occasion, date below": Case(
        f"把好用钱的关口\n——{TALK}\n（{DAY}）", "把好用钱的关口", DAY, "在示例单位警示教育大会上"
    ),
    "subtitle without a date": Case(f"把好用钱的关口\n——{TALK}", "把好用钱的关口", "", "在示例单位警示教育大会上"),
    "subtitle with other dashes": Case(f"把好用钱的关口\n--{TALK}\n{DAY}", "把好用钱的关口", DAY, "在示例单位警示教育大会上"),
    "one dash": Case(f"把好用钱的关口\n—{DAY}{TALK}", "把好用钱的关口", DAY, "在示例单位警示教育大会上"),
    "report": Case(
        f"示例单位工作报告\n——{DAY}在示例单位第三届职工大会第二次会议上\n主任　甲某某",
        "示例单位工作报告", DAY, "在示例单位第三届职工大会第二次会议上", REPORT,
    ),
    "report of a province": Case(
        "政府工作报告\n——2024年1月23日在示例省第十四届人民代表大会第二次会议上\n示例省人民政府省长　甲某某",
        "政府工作报告", "2024年1月23日", "在示例省第十四届人民代表大会第二次会议上", REPORT,
    ),
    "spaced title": Case(
        f"政 府 工 作 报 告\n——{DAY}在示例市人民代表大会上\n市长　甲某", "政府工作报告", DAY, "在示例市人民代表大会上", REPORT
    ),
    "year in the title": Case("2024年示例单位工作报告\n主任　甲某某", "2024年示例单位工作报告", "2024年", "", REPORT, unsure=("date",)),
    "title in two lines": Case(f"在全市党风廉政建设\n工作会议上的讲话\n（{DAY}）", "在全市党风廉政建设工作会议上的讲话", DAY),
    "motto in two lines": Case(
        f"坚定不移推进从严治党\n为办好实事提供坚强保障\n——{DAY}{TALK}", "坚定不移推进从严治党 为办好实事提供坚强保障", DAY, "在示例单位警示教育大会上"
    ),
    "title with a comma": Case(f"守住底线，管好小事\n——{DAY}{TALK}", "守住底线，管好小事", DAY, "在示例单位警示教育大会上"),
    "excerpt": Case(f"{TALK}（摘要）\n（{DAY}）", f"{TALK}（摘要）", DAY),
    "recorded": Case(f"{TALK}\n（{DAY}，根据录音整理）", TALK, DAY),
    "date at the end": Case(TALK, TALK, DAY, below=f"谢谢大家！\n{DAY}"),
    "date at the end in brackets": Case(TALK, TALK, DAY, below=f"谢谢大家！\n（{DAY}）"),
    "name and date at the end": Case(TALK, TALK, DAY, below=f"甲某某\n{DAY}"),
    "lecture": Case(f"守住清廉本色\n——廉政党课讲稿\n主讲人：甲某某\n{DAY}", "守住清廉本色", DAY),
    "field of the time": Case(
        f"示例单位党组会议纪要\n时间：{DAY}上午\n地点：三楼会议室\n主持：甲某某", "示例单位党组会议纪要", DAY, "", "会议研究了两件事。\n一、用车\n公车不得私用。"
    ),
    "nothing but a salutation": Case("", "", ""),
    "a line that is a sentence": Case("今天开会，任务很重", "", ""),
    # --- letterheads
    "letterhead": Case(
        "示例市示例局文件\n示局发〔2024〕12号\n关于做好公务接待工作的通知",
        "关于做好公务接待工作的通知", DAY, "", NOTICE, f"示例市示例局\n{DAY}\n（此件公开发布）\n抄送：各分局。\n示例局办公室　2024年3月6日印发",
        out=("示例市示例局文件", "示局发〔2024〕12号", "（此件公开发布）", "抄送：各分局。", "2024年3月6日印发"),
    ),
    "letterhead of two": Case(
        "中共示例市委办公室\n示例市人民政府办公室\n文件\n示办发〔2024〕5号\n关于印发《公务接待管理办法》的通知",
        "关于印发《公务接待管理办法》的通知", DAY, "", NOTICE, f"中共示例市委办公室　示例市人民政府办公室\n{DAY}",
        out=("中共示例市委办公室", "示办发〔2024〕5号"),
    ),
    "secret and urgent": Case(
        "000012\n机密★1年\n特急\n示例省示例厅文件\n示厅〔2024〕3号　　签发人：甲某某\n示例省示例厅关于开展自查的请示",
        "示例省示例厅关于开展自查的请示", DAY, "", NOTICE, f"示例省示例厅\n{DAY}",
        out=("000012", "机密★1年", "特急", "示例省示例厅文件", "签发人：甲某某"),
    ),
    "internal": Case(f"内部资料　注意保存\n{TALK}\n（{DAY}）", TALK, DAY, out=("内部资料　注意保存",)),
    "paper of a conference": Case(f"会议材料之三\n{TALK}\n甲某某\n（{DAY}）", TALK, DAY, out=("会议材料之三",)),
    "square brackets": Case(
        "示例市示例局文件\n示局发[2024]12号\n关于做好公务接待工作的意见", "关于做好公务接待工作的意见", DAY, "", NOTICE, f"示例局\n{DAY}"
    ),
    "issuer and title in two lines": Case(
        "示政办发〔2024〕8号\n示例市人民政府办公室\n关于做好公务接待工作的通知", "示例市人民政府办公室关于做好公务接待工作的通知", DAY, "", NOTICE, f"示例市人民政府办公室\n{DAY}"
    ),
    "number below the title": Case(
        "示例市人民政府关于做好公务接待工作的通知\n示政发〔2024〕8号", "示例市人民政府关于做好公务接待工作的通知", DAY, "", NOTICE, f"示例市人民政府\n{DAY}",
        out=("示政发〔2024〕8号",),
    ),
    "date in Chinese figures at the end": Case(
        "示例局文件\n示局发〔2024〕12号\n关于做好公务接待工作的通知", "关于做好公务接待工作的通知", "二〇二四年三月五日", "", NOTICE, "示例局\n二〇二四年三月五日\n主题词：接待　通知\n抄送：各分局。\n打字：甲　校对：乙　共印20份",
        out=("主题词：接待　通知", "共印20份"),
    ),
    "annex after the signature": Case(
        "示例局文件\n示局发〔2024〕12号\n关于做好公务接待工作的通知", "关于做好公务接待工作的通知", DAY, "", NOTICE, f"示例局\n{DAY}\n附件\n接待清单\n先审批，后接待。"
    ),
    "annexes listed above the signature": Case(
        "示例局文件\n示局发〔2024〕12号\n关于做好公务接待工作的通知", "关于做好公务接待工作的通知", DAY, "", NOTICE, f"附件：1.接待清单\n2.审批流程图\n示例局\n{DAY}",
        out=("附件：1.接待清单", "2.审批流程图"),
    ),
    "annexes listed below it": Case(
        TALK, TALK, DAY, "", BODY, f"示例市示例局\n{DAY}\n附件：1．风险点清单\n　　　2．轮岗人员名单", out=("附件：1．风险点清单", "2．轮岗人员名单"),
    ),
    "one annex, and who wrote it down": Case(
        f"{TALK}\n（{DAY}）", TALK, DAY, "", BODY, "局办公室整理（未经本人审阅）\n附件1", out=("局办公室整理（未经本人审阅）", "附件1"),
    ),
    "byline with its kind, and how it was written down": Case(
        f"涵养清廉家风\n专题党课讲稿　甲某某　{DAY}\n说明：本稿根据录音整理，未经本人审定。", "涵养清廉家风", DAY, "", BODY, "机关党委　供稿",
        out=("说明：本稿根据录音整理，未经本人审定。", "机关党委　供稿"),
    ),
    "an office's internal paper": Case(f"示例市示例局内部资料　注意保存\n{TALK}\n（{DAY}）", TALK, DAY, out=("示例市示例局内部资料　注意保存",)),
    "signature and date in a line": Case("关于做好公务接待工作的通知", "关于做好公务接待工作的通知", DAY, "", NOTICE, f"示例局办公室　　{DAY}"),
    "bulletin": Case(
        f"纪检监察工作简报\n第12期（总第36期）\n示例局办公室编　{DAY}\n{TALK}\n甲某某", TALK, DAY, out=("纪检监察工作简报", "第12期（总第36期）")
    ),
    "only a number of the year": Case("示例局文件\n示局发〔2024〕12号\n关于做好公务接待工作的通知", "关于做好公务接待工作的通知", "2024年", "", NOTICE, unsure=("date",)),
    "only printed": Case(
        "示例局文件\n关于做好公务接待工作的通知", "关于做好公务接待工作的通知", "2024年3月6日", "", NOTICE, "抄送：各分局。\n示例局办公室　2024年3月6日印发", unsure=("date",)
    ),
    "minutes with a letterhead": Case(
        f"示例单位党组会议纪要\n〔2024〕3号\n示例单位办公室　{DAY}\n关于研究公务接待工作的会议纪要", "关于研究公务接待工作的会议纪要", DAY, "", "会议研究了两件事。\n一、用车\n公车不得私用。"
    ),
    # --- rules
    "rule": Case("示例单位公务接待管理办法", "示例单位公务接待管理办法", "", "", "第一章　总则\n第一条　为管好公务接待，制定本办法。\n第二条　接待要先审批后接待。"),
    "rule that was passed": Case(
        f"示例单位公务接待管理办法（试行）\n（{DAY}示例单位第三次党组会议通过）", "示例单位公务接待管理办法（试行）", DAY, "",
        "目录\n第一章　总则\n第二章　标准\n第一章　总则\n第一条　为管好公务接待，制定本办法。\n第二章　标准\n第二条　标准按月公布。", out=("目录",),
    ),
    "order": Case(
        "示例市人民政府令\n第12号", "示例市公务接待管理办法", DAY, "",
        f"《示例市公务接待管理办法》已经市政府常务会议通过，现予公布。\n市长　甲某某\n{DAY}\n示例市公务接待管理办法\n第一条　为管好公务接待，制定本办法。\n第二条　先审批后接待。",
        unsure=("title",),
    ),
    # --- web pages
    "web page in lines": Case(
        f"首页\n>\n单位要闻\n打印\n【字号：\n大\n中\n小\n】\n示例单位工作报告\n——{DAY}在示例单位职工大会上\n来源：示例网\n时间：2024-03-08\n主任　甲某某",
        "示例单位工作报告", DAY, "在示例单位职工大会上", REPORT, out=("首页", "单位要闻", "来源：示例网", "时间：2024-03-08"),
    ),
    "web page": Case(
        f"您当前的位置：首页 > 政务公开 > 领导讲话\n{TALK}\n来源：示例网　发布时间：2024-03-08 10:20　浏览次数：123　字号：[大 中 小]\n（{DAY}）\n甲某某",
        TALK, DAY, below="责任编辑：甲某\n打印 关闭\n分享到：微信 微博\n上一篇：关于接待的通知\n下一篇：没有了", out=("首页", "浏览次数：123", "责任编辑：甲某", "打印 关闭", "上一篇"),
    ),
    "web page with only its own date": Case(
        f"首页 >> 要闻\n{TALK}\n发布时间：2024-03-08　来源：示例网", TALK, "2024-03-08", unsure=("date",), below="【打印本页】【关闭窗口】\n相关链接：\n示例局召开警示教育大会\n示例局开展自查", out=("相关链接", "开展自查", "打印本页")
    ),
    "page of an official document": Case(
        "索 引 号：000014349/2024-00012\n主题分类：接待\\公务\n发文机关：示例局\n成文日期：2024年03月05日\n标　　题：关于做好公务接待工作的通知\n发文字号：示局发〔2024〕12号\n发布日期：2024年03月09日\n关于做好公务接待工作的通知\n示局发〔2024〕12号",
        "关于做好公务接待工作的通知", "2024年03月05日", "", NOTICE, "示例局", out=("索 引 号", "发布日期")
    ),
    "site's name above": Case(f"{TALK}-示例网\n首页\n{TALK}\n{DAY}　来源：示例报　字体：大 中 小", TALK, DAY, out=(f"{TALK}-示例网", "首页"), unsure=("date",)),
    "photo and wire": Case(
        f"3月5日，甲某某在示例单位警示教育大会上讲话。示例网记者　乙某某摄\n示例网示例市3月5日电\n{TALK}\n（{DAY}）\n甲某某", TALK, DAY, out=("乙某某摄", "示例网示例市3月5日电"),
    ),
    "photo inside": Case(f"{TALK}\n（{DAY}）", TALK, DAY, below="图为会议现场。（示例网记者 乙某某 摄）\n谢谢大家！", out=("图为会议现场",)),
    "copyright below": Case(
        f"{TALK}\n（{DAY}）", TALK, DAY, below="谢谢大家！\n主办单位：示例局\n网站标识码：1100000001　示ICP备12345678号\n版权所有：示例局", out=("主办单位", "网站标识码", "版权所有"),
    ),
    # --- names of files
    "title and fields without a page": Case(f"标题：{TALK}\n作者：甲某某\n日期：{DAY}", TALK, DAY),
    "name of the file": Case("", "2024年政府工作报告", "2024年", "", REPORT, name="2024年政府工作报告.txt", unsure=("title", "date")),
    "date in the name": Case("", TALK, DAY, name=f"20240305_{TALK}.txt", unsure=("title", "date")),
    "date of the name, title of the text": Case(TALK, TALK, DAY, name="2024-03-05 讲话（定稿）.txt", unsure=("date",)),
    "the text wins": Case(f"{TALK}\n（{DAY}）", TALK, DAY, name="20240401在别的会上的讲话.txt"),
    "year in the name": Case("政府工作报告\n市长　甲某", "政府工作报告", "2024年", "", REPORT, name="2024年.txt", unsure=("date",)),
    # --- read by machine
    "blanks of a recogniser": Case(
        "在 示 例 单 位 警 示 教 育 大 会 上 的 讲 话\n（ 2024 年 3 月 5 日 ）\n甲 某 某", TALK, DAY
    ),
    "spaced letterhead": Case(
        "示 例 市 示 例 局 文 件\n示局发〔 2024 〕 12 号\n关于做好公务接待工作的通知", "关于做好公务接待工作的通知", DAY, "", NOTICE, "示例局\n2024 年 3 月 5 日"
    ),
    # --- what else offices write
    "two titles, one with year and place": Case(
        f"2024年示例省政府工作报告\n2024-02-05 08:30 来源：示例日报\n【字体：大 中 小】 打印\n政府工作报告\n——{DAY}在示例省第十四届人民代表大会第二次会议上\n示例省省长　甲某",
        "2024年示例省政府工作报告", DAY, "在示例省第十四届人民代表大会第二次会议上", REPORT, out=("2024-02-05 08:30 来源：示例日报",),
    ),
    "the page's date above the speech's": Case(
        f"首页 > 政府工作报告\n政府工作报告\n2024-02-05\n来源：示例网\n——{DAY}在示例市人民代表大会上\n市长　甲某", "政府工作报告", DAY, "在示例市人民代表大会上", REPORT
    ),
    "values below their labels": Case(
        f"{TALK}\n发布时间：\n2024-03-08 10:20\n来源：\n示例日报\n浏览次数：\n（{DAY}）", TALK, DAY, out=("2024-03-08 10:20", "示例日报", "浏览次数：")
    ),
    "date behind the title": Case(f"{TALK}（{DAY}）\n甲某某", TALK, DAY),
    "date before the title": Case(f"{DAY}{TALK}\n甲某某", TALK, DAY, "在示例单位警示教育大会上"),
    "weekday": Case(f"{TALK}\n{DAY}　星期二", TALK, DAY),
    "annex": Case("附件1：\n示例单位公务接待管理办法", "示例单位公务接待管理办法", "", "", "第一条　为管好公务接待，制定本办法。\n第二条　接待要先审批后接待。", out=("附件1：",)),
    "a short kind": Case("通　知", "通知", DAY, "", NOTICE, f"示例局\n{DAY}"),
    "a letter": Case("致全体党员的一封信", "致全体党员的一封信", DAY, "", "全体党员：\n请守住底线。\n一起管好小事。", f"中共示例局委员会\n{DAY}"),
    "guests": Case(f"{TALK}\n（{DAY}）", TALK, DAY, "", "尊敬的各位领导、各位来宾：\n大家好！\n一句也不能少。"),
    "a record without a title": Case("示例单位党组会议纪要\n〔2024〕3号", "示例单位党组会议纪要", DAY, "", "会议研究了两件事。\n一、用车\n公车不得私用。", f"示例单位办公室\n{DAY}", unsure=("title",)),
    "a letter of request": Case("示例局办公室函\n示局函〔2024〕2号\n关于商请支持核查工作的函", "关于商请支持核查工作的函", DAY, "", "示例区示例局：\n请予支持。\n此函。", f"示例局\n{DAY}（盖章）", out=("示例局办公室函",)),
    "name in the title": Case(f"甲某某同志{TALK}\n{DAY}", f"甲某某同志{TALK}", DAY),
    "body begins with a heading": Case(f"{TALK}\n{DAY}", TALK, DAY, "", "一、管好接待\n接待要先审批后接待。\n二、管好用车\n公车不得私用。"),
    "signature with a seal": Case("关于做好公务接待工作的通知", "关于做好公务接待工作的通知", DAY, "", NOTICE, f"示例市示例局（盖章）\n{DAY}"),
    "rule with its history": Case(
        f"示例市公务接待条例\n（{DAY}示例市人民代表大会常务委员会第三次会议通过　根据2025年1月2日示例市人民代表大会常务委员会《关于修改条例的决定》修正）",
        "示例市公务接待条例", DAY, "", "第一章　总则\n第一条　为管好公务接待，制定本条例。\n第二条　标准按月公布。",
    ),
    "serial number and period": Case("密级：秘密　保密期限：1年\n紧急程度：特急\n示例局文件\n示局字第12号\n关于开展自查的通知", "关于开展自查的通知", DAY, "", NOTICE, f"示例局\n{DAY}", out=("紧急程度：特急", "示局字第12号")),
    "page of a portal": Case(
        f"无障碍 | 长者版 | 登录\n首页 » 专题 » 廉政\n{TALK}\n来源 : 示例日报 | 作者 : 乙某某 | 2024-03-08 | 浏览 12 次\n甲某某\n（{DAY}）",
        TALK, DAY, below="一审：甲 二审：乙 三审：丙\n[打印本页] [关闭窗口]\n分享：\nCopyright © 示例网 版权所有", out=("无障碍", "浏览 12 次", "一审：甲", "版权所有"),
    ),
    # --- run together
    "run together": Case(f"示例单位工作报告——{DAY}在示例单位职工大会上 主任 甲某某各位代表：", "示例单位工作报告", DAY, "在示例单位职工大会上", "现在，我代表单位报告工作。"),
}  # fmt: skip


def found(case: Case) -> Extracted:
    return extract(case.text.encode(), case.name)


@pytest.mark.parametrize("kind", CASES)
def test_title_date_and_occasion_are_right_or_a_guess_that_is_asked_about(kind: str) -> None:
    case = CASES[kind]
    read = found(case)
    assert (read.title, read.date, read.occasion, read.unsure) == (
        case.title,
        case.date,
        case.occasion,
        case.unsure,
    )
    assert len([note for note in read.notes if "猜是" in note and note.endswith("请核对")]) == len(case.unsure)


@pytest.mark.parametrize("kind", CASES)
def test_what_stands_around_is_left_out_and_named_and_nothing_else_is(kind: str) -> None:
    case = CASES[kind]
    read = found(case)
    account = "".join("".join(entry.what.split()) for entry in read.left_out)
    lines = {"".join(line.split()) for line in read.text.split("\n")}
    for words in case.out:
        close = "".join(words.split())
        assert close in account
        assert close not in lines
    for line in case.body.split("\n"):
        assert "".join(line.split()) in lines or "目录" in case.out
    if not case.out:
        assert "".join(read.text.split()) == "".join(case.text.split()) or read.left_out


CENTRED = '<w:jc w:val="center"/>'


def test_a_letterhead_in_large_type_is_no_title() -> None:
    body = (
        paragraph("示例市示例局文件", CENTRED)
        + paragraph("示局发〔2024〕12号", CENTRED)
        + paragraph("关于做好公务接待工作的通知", CENTRED)
        + "".join(paragraph(line) for line in NOTICE.split("\n"))
        + paragraph("示例局", '<w:jc w:val="right"/>')
        + paragraph(DAY, '<w:jc w:val="right"/>')
    )
    read = extract(package(body), "a.docx")
    assert (read.title, read.date, read.unsure) == ("关于做好公务接待工作的通知", DAY, ())
    assert [entry.why for entry in read.left_out] == ["红头", "发文字号、期号"]


def test_a_letterhead_in_a_text_box_is_no_title() -> None:
    box = (
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + paragraph("示例市示例局文件")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    styles = '<w:style w:styleId="t"><w:name w:val="Title"/></w:style>'
    body = box + paragraph(TALK, '<w:pStyle w:val="t"/>') + paragraph(f"（{DAY}）") + paragraph("同志们：")
    read = extract(package(body, {"styles": styles}), "a.docx")
    assert (read.title, read.date, read.unsure) == (TALK, DAY, ())


@pytest.mark.parametrize(
    "line",
    [
        "会后，他接受了本报记者采访。",
        "要管好大、中、小各类项目",
        "2024年3月5日起施行。",
        "抓好落实 > 一切",
        "培养健康情趣，多读书、练书法、学摄影。",
        "他平时没有别的，就爱好摄影",
        "资料图书室要管好用好，借出去的要还。",
        "组织干部学书画、摄影",
    ],
)
def test_words_of_a_speech_are_no_furniture(line: str) -> None:
    read = extract(
        f"{TALK}\n（{DAY}）\n同志们：\n{line}\n要抓好落实。\n{line}\n一句也不能少。".encode(), "a.txt"
    )
    assert read.text.count(line) == 2
    assert read.left_out == ()


@pytest.mark.parametrize(
    "line", ["抓好档案资料整理", "2.账目一律公开", "附件材料由机关纪委保管。", "三、附件要齐全"]
)
def test_a_last_line_that_only_looks_like_what_comes_with_a_paper_stays(line: str) -> None:
    read = extract(f"{TALK}\n（{DAY}）\n{BODY}\n{line}".encode(), "a.txt")
    assert line in read.text
    assert read.left_out == ()


@pytest.mark.parametrize(
    "line", ["1>", "标准", "正文", "更多", "大", "学习 > 实践 > 提高", "作者：甲某某", "名称：公务接待"]
)
def test_what_other_texts_have_too_is_left_out_only_of_a_surely_copied_page(line: str) -> None:
    read = extract(f"{line}\n{TALK}\n（{DAY}）\n{BODY}".encode(), "a.txt")
    assert (read.title, read.date, read.left_out) == (TALK, DAY, ())
    assert read.text.startswith(line)
    page = extract(f"{line}\n{TALK}\n来源：示例网\n（{DAY}）\n{BODY}".encode(), "a.txt")
    assert not page.text.startswith(line)
    assert any("".join(line.split()) in "".join(entry.what.split()) for entry in page.left_out)


def test_a_page_of_nothing_but_furniture_is_read_as_it_is() -> None:
    read = extract("首页\n>\n打印".encode(), "a.txt")
    assert read.text == "首页\n>\n打印"
