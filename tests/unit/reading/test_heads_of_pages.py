# ruff: noqa: E501 - a document stands in a line
"""Heads of official pages, rules and sheaves of papers: right at once, or a guess that is asked about."""

import pytest

from knowledge.reading.extract import extract

SAID = "\n同志们：\n接待要先审批后接待。\n标准按月公布。"
NOTICE = "\n各科室、各直属单位：\n为进一步规范公务接待，现将有关事项通知如下。\n一、先审批\n没有审批的不接待。"
RULES = "\n第一章　总则\n第一条　为规范管理，制定本办法。\n第二条　本办法适用于机关。"
TOLD = "\n接待要先审批后接待。\n标准按月公布。"
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
    "a title behind its label": (f"党课讲稿\n题目：做一名合格的共产党员\n主讲人：甲某某\n时间：2023年6月30日{SAID}", "做一名合格的共产党员", "2023年6月30日", "", ""),
    "one paper of several": (f"示例局党组中心组学习材料之五\n把纪律挺在前面\n——在中心组学习会上的发言\n甲某某\n（2023年11月3日）{SAID}", "把纪律挺在前面", "2023年11月3日", "在中心组学习会上", ""),
    "what a bulletin reports": ("工 作 动 态\n2023年第9期\n示例市委办公室编　　　2023年5月30日\n市委召开作风建设座谈会\n5月29日，市委召开作风建设座谈会。\n会议强调，作风建设永远在路上。", "市委召开作风建设座谈会", "2023年5月30日", "", "title"),
    "a year in a line with a name": (f"立足更高定位 彰显更大作为\n来源:市城管局   2022-03-10 11:51\n浏览量:1\n2022年城市管理工作报告市城管局局长  甲某某\n(2022年2月28日){SAID}", "立足更高定位 彰显更大作为", "2022年2月28日", "", ""),
    "a day without its year": (f"在全市教育工作会议上的讲话\n2023年秋季学期\n甲某某\n（9月10日）{SAID}", "在全市教育工作会议上的讲话", "2023年9月10日", "", "date"),
    "more days than one": (f"在全市信访工作会议上的讲话\n（2024年3月15日）\n甲某某\n（2024年3月18日）{SAID}", "在全市信访工作会议上的讲话", "2024年3月15日", "", "date"),
    "words that run on behind the title": ("在警示教育大会上的讲话同志们:接待要先审批后接待。标准按月公布。", "在警示教育大会上的讲话", "", "", ""),
    "a dash that recognition of scans made 一": (f"政 府 工 作 报 告\n一二〇二四年一月十日在示例市第八届人民代表大会第四次会议上\n市长 甲某某{SAID}", "政府工作报告", "二〇二四年一月十日", "在示例市第八届人民代表大会第四次会议上", ""),
    "a picture's file": ("首页 > 新闻\n委员分组审议工作报告\n发布时间：2024-01-06 10:01 浏览次数：42次\n分组讨论.jpg\n委员们分组审议了报告。\n气氛十分热烈。", "委员分组审议工作报告", "2024-01-06", "", "date"),
    "a record whose fields are its body": ("廉政谈话记录\n谈话时间：2024年5月6日\n谈话地点：局会议室\n谈话内容：\n近期要注意八小时外的言行。\n不得接受宴请。", "廉政谈话记录", "2024年5月6日", "", ""),
    "a meeting above the kind of paper": (f"示例县2024年清廉建设工作推进会\n讲话材料\n县纪委书记　甲某某\n2024年5月17日{SAID}", "示例县2024年清廉建设工作推进会讲话材料", "2024年5月17日", "", "title"),
    "a body and its session": ("中国共产党示例县第十四届纪律检查委员会\n第四次全体会议决议\n（2024年2月6日第四次全体会议通过）\n全会于2024年2月6日举行。\n全会认为，成绩显著。", "中国共产党示例县第十四届纪律检查委员会第四次全体会议决议", "2024年2月6日", "", ""),
    "a rule that says the month": (f"示例局廉洁从政若干规定\n（2023年11月修订）{RULES}", "示例局廉洁从政若干规定", "2023年11月", "", ""),
    "a number of a paper in brackets": (f"示例县人民代表大会会议文件\n（十五）\n示例县2024年预算草案的报告\n——2024年1月20日在示例县人民代表大会会议上\n示例县财政局{SAID}", "示例县2024年预算草案的报告", "2024年1月20日", "在示例县人民代表大会会议上", ""),
    "an article of an account": (f"在家风建设座谈会上的讲话\n原创 示例办公室 示例发布 2024-04-02 18:00 示例\n点击上方蓝字关注我们{SAID}\nEND\n喜欢就点个在看吧", "在家风建设座谈会上的讲话", "2024-04-02", "", "date"),
    "a day that no calendar has": (f"在全市信访工作会议上的讲话\n（2024年2月30日）\n甲某某{SAID}", "在全市信访工作会议上的讲话", "2024年2月30日", "", "date"),
    "a title that calls out": (f"【廉政微课堂】公款送礼，送不得！\n清风示例 2024-01-29 17:30 示例\n点击上方蓝字关注我们{TOLD}\n阅读原文", "【廉政微课堂】公款送礼，送不得！", "2024-01-29", "", "date"),
    "a question above a day": (f"“小意思”能收吗？\n2023年9月26日{TOLD}", "“小意思”能收吗？", "2023年9月26日", "", ""),
    "a remark below the title": (f"甲某同志在节前廉政谈话会上的讲话记录稿\n（根据录音整理，未经本人审阅）\n时间：2024年9月10日下午{TOLD}", "甲某同志在节前廉政谈话会上的讲话记录稿", "2024年9月10日", "", ""),
    "the kind of paper in brackets": (f"学习条例专题辅导\n（讲 稿）\n示例局　党支部书记　甲某\n二〇二四年四月{SAID}", "学习条例专题辅导", "二〇二四年四月", "", "title"),
    "news that names the year above": ("以案为鉴 警钟长鸣\n示例局召开2024年警示教育大会\n3月15日，示例局召开警示教育大会。\n气氛十分热烈。", "以案为鉴 警钟长鸣", "2024年3月15日", "", "title date"),
    "cells of a table of minutes": (f"会议名称　2024年第一季度廉政形势分析会\n会议时间　2024年4月2日 14:30\n会议地点　五楼小会议室\n主持人　甲某\n{TOLD}", "2024年第一季度廉政形势分析会", "2024年4月2日", "", ""),
    "fields beside each other": (f"发言材料\n单位：车队　姓名：甲某　时间：2024年3月{SAID}", "发言材料", "2024年3月", "", ""),
    "fields parted by a semicolon": (f"党课：知敬畏、守底线\n讲课时间：2023年6月28日；讲课人：支部书记甲某；参加人员：全体党员{TOLD}", "党课：知敬畏、守底线", "2023年6月28日", "", ""),
    "fields above the title": (f"报告人：甲某\n报告时间：2023年5月25日\n报告题目：警惕身边的“围猎”{TOLD}", "警惕身边的“围猎”", "2023年5月25日", "", ""),
    "who put it together, and when": (f"离任廉政谈话\n——与老局长的最后一次谈话\n整理：办公室　二〇二三年十二月{TOLD}", "离任廉政谈话", "二〇二三年十二月", "", "date"),
    "when a page was put up is asked about": (f"首页 > 党课\n廉政党课讲稿\n更新时间：2024年5月6日{TOLD}", "廉政党课讲稿", "2024年5月6日", "", "date"),
    "an issue, its year alone": (f"学习资料\n党纪学习应知应会\n机关党委　2024年第5期{TOLD}", "党纪学习应知应会", "2024年", "", "title date"),
    "an issue and its day in a line": (f"书记信箱回复\n第15期　2024年4月10日{TOLD}", "书记信箱回复", "2024年4月10日", "", "title"),
    "a day left open": (f"在全局警示教育会上的讲话\n2024年1月×日{SAID}", "在全局警示教育会上的讲话", "2024年1月", "", "date"),
    "month and day left open": (f"集体廉政谈话提纲\n2024年__月__日{SAID}", "集体廉政谈话提纲", "2024年", "", "date"),
    "a day left open below": (f"关于作风建设情况的通报{NOTICE}\n示例局办公室\n2024年 月 日", "关于作风建设情况的通报", "2024年", "", "date"),
    "a body and its day above the title": (f"纪检工作简报\n第12期\n示例局机关纪委\n2024年6月28日\n以学促廉 以案促改{TOLD}", "以学促廉 以案促改", "2024年6月28日", "", "title"),
    "a paper that counts its issues": (f"示例清风\n2024年第3期（总第27期）\n示例局纪检组主办　　2024年3月29日\n守好节日关 过个廉洁节{TOLD}", "守好节日关 过个廉洁节", "2024年3月29日", "", "title"),
    "the body that wrote it below": (f"示例镇2023年工作总结暨2024年工作打算\n示例镇人民政府\n（2023年12月5日）{TOLD}", "示例镇2023年工作总结暨2024年工作打算", "2023年12月5日", "", "title"),
    "a title that begins like a salutation": (f"同志们辛苦了\n—— 在防汛一线慰问干部职工时的讲话\n2023 年 7 月 29 日{TOLD}", "同志们辛苦了", "2023年7月29日", "在防汛一线慰问干部职工时", ""),
    "a title that begins like a name": (f"书记谈心实录\n时间：二〇二四年二月二十八日\n地点：车队休息室{TOLD}", "书记谈心实录", "二〇二四年二月二十八日", "", ""),
    "a word of three signs": (f"闭幕词\n（在示例局第四次职工代表大会上 2024年12月6日）{SAID}", "闭幕词", "2024年12月6日", "在示例局第四次职工代表大会上", ""),
    "the occasion before the day": (f"切实管好国有资金\n示例局局长　甲某\n（在审计整改工作推进会上的讲话，2024年10月11日）{SAID}", "切实管好国有资金", "2024年10月11日", "在审计整改工作推进会上", ""),
    "an occasion with the kind of paper": (f"把纪律挺在前面\n——在全局党员干部大会上的党课讲稿\n（2024年7月1日）{SAID}", "把纪律挺在前面", "2024年7月1日", "在全局党员干部大会上", ""),
    "one of several speakers": (f"廉洁文化建设推进会交流发言之二\n以文化人 以廉润心\n示例县教育局\n（2024年10月29日）{TOLD}", "以文化人 以廉润心", "2024年10月29日", "", "title"),
    "a motto above its kind": (f"重温入党誓词　永葆清廉本色\n“七一”专题党课\n党委书记　甲某\n2022年6月30日{SAID}", "重温入党誓词 永葆清廉本色", "2022年6月30日", "", "title"),
    "a letter whose name has an office in it": (f"致离退休老同志的慰问信\n尊敬的各位老领导、老同志：{TOLD}\n中共示例局党组\n二Ｏ二四年十月十一日", "致离退休老同志的慰问信", "二O二四年十月十一日", "", ""),
    "a bulletin's name in two lines": (f"示例机关事务\n简   报\n2024年第18期（总第236期）\n示例局办公室编　　2024年8月9日\n我局召开公务用车管理培训会{TOLD}", "我局召开公务用车管理培训会", "2024年8月9日", "", "title"),
    "accounts below an article's title": (f"收藏！端午节前，给你提个醒\n示例纪委监委\n示例清风扬帆\n2024年06月07日 12:00 示例{TOLD}\n编辑|小张\n分享收藏点赞在看", "收藏！端午节前，给你提个醒", "2024年06月07日", "", "title"),
    "who asked whom": (f"访谈录：老司机谈安全\n受访人：老周\n采访人：小王\n采访时间：2023年8月20日{TOLD}", "访谈录：老司机谈安全", "2023年8月20日", "", ""),
    "a series and which one of it this is": (f"2024年“清廉机关”建设系列讲座（第二讲）\n守住小节　不失大节\n主讲　甲某　　时间　2024年6月18日{TOLD}", "守住小节 不失大节", "2024年6月18日", "", "title"),
    "a motto whose second line begins like an occasion": (f"凝聚合力　真抓实干\n在新起点上推动机关工作高质量发展\n——在全市机关工作会议上的讲话\n甲某\n（2024年3月1日）{SAID}", "凝聚合力 真抓实干 在新起点上推动机关工作高质量发展", "2024年3月1日", "在全市机关工作会议上", ""),
    "a day and the feast that it is": (f"开工第一课\n2024年2月18日（农历正月初九）\n武局长{SAID}", "开工第一课", "2024年2月18日", "", ""),
    "a path with strokes": (f"首页 / 党建园地 / 廉政之窗\n局长给新任科长上廉政第一课\n2023-03-30 16:21:05\n来源：人事科{TOLD}", "局长给新任科长上廉政第一课", "2023-03-30", "", "date"),
    "the first month by its name": (f"在机关年终总结会上的讲话\n（二〇二四年元月十九日）{SAID}", "在机关年终总结会上的讲话", "二〇二四年元月十九日", "", ""),
    "a row of a table in lines of its own": (f"谈话提醒函\n编号\n2024-003\n签发日期\n2024年4月22日\n甲某同志：{TOLD}", "谈话提醒函", "2024年4月22日", "", ""),
    "a team and a name": (f"警示教育片《失守》观后感\n车队　甲某\n2024.4.18{TOLD}", "警示教育片《失守》观后感", "2024.4.18", "", ""),
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
