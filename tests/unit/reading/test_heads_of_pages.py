# ruff: noqa: E501 - a document stands in a line
"""Heads of official pages, rules and sheaves of papers: right at once, or a guess that is asked about."""

import pytest

from knowledge.reading.extract import extract

SAID = "\n同志们：\n接待要先审批后接待。\n标准按月公布。"
NOTICE = "\n各科室、各直属单位：\n为进一步规范公务接待，现将有关事项通知如下。\n一、先审批\n没有审批的不接待。"
RULES = "\n第一章　总则\n第一条　为规范管理，制定本办法。\n第二条　本办法适用于机关。"
LONG = (
    "根据2012年12月28日第五届人大常委会第三十次会议《关于修改〈示例市廉政条例〉等十二部法规的决定》第一次修正"
    * 4
)

# What the kind is; the document; title, date, occasion; what is asked about.
KINDS = {
    "a table whose labels have no colon": (f"索 引 号\n0000/2024-88\n发文机关\n示例市财政局\n成文日期\n2024年08月30日\n标　　题\n示例市财政局关于公务接待的意见\n发布日期\n2024年09月05日\n示例市财政局关于\n公务接待的意见{NOTICE}", "示例市财政局关于公务接待的意见", "2024年08月30日", "", ""),
    "a label with a bullet, its value below": (f"返回顶部\n示例市财政局接待规则\n• 索引号:\n61/2024-5\n• 发文日期:\n2024年04月06日 16:40\n• 有效性:\n• 内容概述:\n示例市财政局接待规则{RULES}", "示例市财政局接待规则", "2024年04月06日", "", ""),
    "a rule that was changed many times": (f"示例市廉政条例\n（2007年6月29日第三届人民代表大会常务委员会第二十八次会议通过　{LONG}）目录{RULES}", "示例市廉政条例", "2007年6月29日", "", ""),
    "a rule that an office passed": (f"示例局差旅费管理细则\n（2022年9月30日局长办公会审议通过，2022年11月1日起施行）{RULES}", "示例局差旅费管理细则", "2022年9月30日", "", ""),
    "a resolution without a name": ("（2023年1月7日示例区第十七届人民代表大会第三次会议通过）\n示例区第十七届人民代表大会第三次会议听取了报告，决定批准这个报告。", "", "2023年1月7日", "", ""),
    "a motto in two lines, a blank in the first": (f"忠诚履职　担当作为\n为谱写新篇章提供坚强纪律保障\n——在示例市纪委全会上的工作报告\n（2024年2月1日）\n甲某某{SAID}", "忠诚履职 担当作为 为谱写新篇章提供坚强纪律保障", "2024年2月1日", "在示例市纪委全会上", ""),
    "a motto above a subtitle without a dash": (f"凝心聚力抓落实 真抓实干开新局\n在全市统计工作会议上的工作报告\n甲某某\n（2024年1月26日）{SAID}", "凝心聚力抓落实 真抓实干开新局", "2024年1月26日", "在全市统计工作会议上", "title"),
    "an occasion in brackets": (f"工作报告\n甲某某\n（在局工会第六次会员代表大会上）\n2023年6月30日{SAID}", "工作报告", "2023年6月30日", "在局工会第六次会员代表大会上", ""),
    "a clock beside the date": (f"全市廉政工作会议主持词\n（2024年3月5日上午9:00）\n甲某某{SAID}", "全市廉政工作会议主持词", "2024年3月5日", "", ""),
    "two bodies above what they forward": (f"示委办〔2024〕11号\n中共示例市委办公室　示例市人民政府办公室\n印发《关于减负的若干措施》的通知{NOTICE}\n中共示例市委办公室\n示例市人民政府办公室\n2024年8月19日", "中共示例市委办公室 示例市人民政府办公室印发《关于减负的若干措施》的通知", "2024年8月19日", "", ""),
    "the name of a sheaf above the title": (f"会议发言材料\n\n以案为鉴　警钟长鸣\n\n市教育局　甲某\n\n2023年11月28日\n{SAID}", "以案为鉴 警钟长鸣", "2023年11月28日", "", "title"),
    "a title behind its label": (f"党课讲稿\n题目：做一名合格的共产党员\n主讲人：甲某某\n时间：2023年6月30日{SAID}", "做一名合格的共产党员", "2023年6月30日", "", "title"),
    "one paper of several": (f"示例局党组中心组学习材料之五\n把纪律挺在前面\n——在中心组学习会上的发言\n甲某某\n（2023年11月3日）{SAID}", "把纪律挺在前面", "2023年11月3日", "在中心组学习会上", ""),
    "what a bulletin reports": ("工 作 动 态\n2023年第9期\n示例市委办公室编　　　2023年5月30日\n市委召开作风建设座谈会\n5月29日，市委召开作风建设座谈会。\n会议强调，作风建设永远在路上。", "市委召开作风建设座谈会", "2023年5月30日", "", "title"),
    "a year in a line with a name": (f"立足更高定位 彰显更大作为\n来源:市城管局   2022-03-10 11:51\n浏览量:1\n2022年城市管理工作报告市城管局局长  甲某某\n(2022年2月28日){SAID}", "立足更高定位 彰显更大作为", "2022年2月28日", "", ""),
    "a day without its year": (f"在全市教育工作会议上的讲话\n2023年秋季学期\n甲某某\n（9月10日）{SAID}", "在全市教育工作会议上的讲话", "2023年9月10日", "", "date"),
    "more days than one": (f"在全市信访工作会议上的讲话\n（2024年3月15日）\n甲某某\n（2024年3月18日）{SAID}", "在全市信访工作会议上的讲话", "2024年3月15日", "", "date"),
    "words that run on behind the title": ("在警示教育大会上的讲话同志们:接待要先审批后接待。标准按月公布。", "在警示教育大会上的讲话", "", "", ""),
    "a dash that recognition of scans made 一": (f"政 府 工 作 报 告\n一二〇二四年一月十日在示例市第八届人民代表大会第四次会议上\n市长 甲某某{SAID}", "政府工作报告", "二〇二四年一月十日", "在示例市第八届人民代表大会第四次会议上", ""),
    "a picture's file": ("首页 > 新闻\n委员分组审议工作报告\n发布时间：2024-01-06 10:01 浏览次数：42次\n分组讨论.jpg\n委员们分组审议了报告。\n气氛十分热烈。", "委员分组审议工作报告", "2024-01-06", "", "date"),
    "a record whose fields are its body": ("廉政谈话记录\n谈话时间：2024年5月6日\n谈话地点：局会议室\n谈话内容：\n近期要注意八小时外的言行。\n不得接受宴请。", "廉政谈话记录", "2024年5月6日", "", "title date"),
    "a meeting above the kind of paper": (f"示例县2024年清廉建设工作推进会\n讲话材料\n县纪委书记　甲某某\n2024年5月17日{SAID}", "示例县2024年清廉建设工作推进会讲话材料", "2024年5月17日", "", "title"),
    "a body and its session": ("中国共产党示例县第十四届纪律检查委员会\n第四次全体会议决议\n（2024年2月6日第四次全体会议通过）\n全会于2024年2月6日举行。\n全会认为，成绩显著。", "中国共产党示例县第十四届纪律检查委员会第四次全体会议决议", "2024年2月6日", "", ""),
    "a rule that says the month": (f"示例局廉洁从政若干规定\n（2023年11月修订）{RULES}", "示例局廉洁从政若干规定", "2023年11月", "", ""),
    "a number of a paper in brackets": (f"示例县人民代表大会会议文件\n（十五）\n示例县2024年预算草案的报告\n——2024年1月20日在示例县人民代表大会会议上\n示例县财政局{SAID}", "示例县2024年预算草案的报告", "2024年1月20日", "在示例县人民代表大会会议上", ""),
    "an article of an account": (f"在家风建设座谈会上的讲话\n原创 示例办公室 示例发布 2024-04-02 18:00 示例\n点击上方蓝字关注我们{SAID}\nEND\n喜欢就点个在看吧", "在家风建设座谈会上的讲话", "2024-04-02", "", "date"),
    "a day that no calendar has": (f"在全市信访工作会议上的讲话\n（2024年2月30日）\n甲某某{SAID}", "在全市信访工作会议上的讲话", "2024年2月30日", "", "date"),
    "a line that may be a title": ("剖析几起典型\n甲某于2023年8月10日受到处分。\n慎独慎微。", "剖析几起典型", "", "", "title"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_head_of_each_kind_is_right_or_asked_about(kind: str) -> None:
    text, *right = KINDS[kind]
    read = extract(text.encode(), "a.txt")
    assert [read.title, read.date, read.occasion, " ".join(read.unsure)] == right


def test_links_to_chinese_headings_are_whole() -> None:
    text = "# 示例市廉政条例\n\n[第一章 总则](#第一章-总则)\n\n## 第一章 总则\n\n接待要先审批后接待。"
    read = extract(text.encode(), "a.md")
    assert (read.title, read.text.split("\n")[-1]) == ("示例市廉政条例", "接待要先审批后接待。")
