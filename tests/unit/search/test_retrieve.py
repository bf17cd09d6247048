"""Questions as staff type them find the passage that answers, and the three zones tell what to trust."""

import re

import pytest

from core.models import SpeechText
from knowledge.language.words.thesaurus import Thesaurus
from knowledge.language.words.wording import strip_phrases
from knowledge.language.writing.pinyin import readings, sound
from knowledge.search.answer import Kind
from knowledge.search.asked_for import missing
from knowledge.search.confidence import BY_WORDS, WITH_KNOWN, Features, Zones
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import POINT_CONFIDENCE, Library
from knowledge.search.ranking import BEFORE_ENTRY, BEHIND_ENTRY, DEFINING, begins_with, defines

TEXT = """同志们：
今天讲三点。
一、严明纪律
严格执行“三重一大”（即：重大问题决策、重要干部任免、重大项目投资决策、大额资金使用）制度。对规矩要有敬畏之心。
二、改进作风
八项规定第一条就是改进调查研究，不调研就不发言。要坚决防止“四风”问题。落实党内“三会一课”制度。
三、强化监督
班子成员之间要相互监督。党的二十大对此作了部署。如果哪个人出了问题，就要按规从严问责。
同志们，让我们共同努力。"""
OTHER = """一、抓学习
要建立经常性学习工作机制。
二、抓队伍
要狠抓两支队伍建设。"""
KNOWN = [
    KnownQuestion("犯了事会不会挨收拾", "driver", "就要按规从严问责"),
    KnownQuestion("谁捅娄子谁挨板子吗", "driver", "就要按规从严问责"),
    KnownQuestion("公车怎么申请", "driver", "", about="公车"),
]


@pytest.mark.parametrize("ending", ["啊", "呀？", "哦。", "嘛", "呗", "啦"])
def test_a_particle_at_the_end_changes_nothing(ending: str) -> None:
    library = make(known=True)
    for said in ("公车怎么申请", "三重一大", "班子成员之间怎么监督"):
        plain, said_so = library.answer(said), library.answer(f"{said}{ending}")
        assert said_so.kind is plain.kind
        assert said_so.confidence == pytest.approx(plain.confidence, abs=0.02)


def test_whether_one_may_is_asked_in_several_ways() -> None:
    library = make()
    one, other = library.answer("班子成员能不能监督"), library.answer("班子成员可以监督吗")
    assert other.confidence == pytest.approx(one.confidence)


def make(*, known: bool = False) -> Library:
    speeches = [
        SpeechText("x", "x.txt", "在作风建设会议上的讲话", "2022年", "", TEXT),
        SpeechText("y", "y.txt", "在学习工作会议上的讲话", "2023年", "", OTHER),
    ]
    return Library.build(speeches, KNOWN if known else [], Thesaurus.of([("车辆管理", "用车")]))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("三重一大是什么", "大额资金使用"),
        ("叁重一大是什麼", "大额资金使用"),
        ("三種一大是啥", "大额资金使用"),
        ("參重壹大", "大额资金使用"),
        ("⼆⼗⼤", "二十大"),
        ("贰拾大", "二十大"),
        ("四⻛问题", "“四风”问题"),
        ("肆风问题", "“四风”问题"),
        ("捌项规定第壹条", "八项规定第一条"),
        ("两支队伍建设", "两支队伍"),
        ("sān zhòng yī dà", "大额资金使用"),
        ("san1zhong4yi1da4", "大额资金使用"),
        ("sān重yī大", "大额资金使用"),
        ("sanzhongyida", "大额资金使用"),
        ("san zhong yi da 是什么", "大额资金使用"),
        ("szyd", "大额资金使用"),
        ("s z y d", "大额资金使用"),
        ("八項規定第一條", "八项规定第一条"),
        ("不调沿就不发盐", "不调研就不发言"),
        ("sifeng 问题", "“四风”问题"),
        ("3会1课", "三会一课"),
        ("20大", "二十大"),
        ("相互督监", "相互监督"),
        ("两支队伍", "两支队伍"),
    ],
)
def test_question_finds_its_passage(question: str, words: str) -> None:
    assert words in make().answer(question).candidates[0].passage.text


def test_known_way_of_asking_leads_to_its_sentence() -> None:
    question = "要是捅了娄子会挨收拾吗"
    first = make(known=True).answer(question).candidates[0].passage
    assert first.text.startswith("如果哪个人出了问题")


def test_known_questions_of_other_speeches_do_not_apply() -> None:
    library = Library.build([SpeechText("y", "y.txt", "", "", "", OTHER)], KNOWN)
    assert library.known_count == 0


def test_known_questions_without_an_answer_are_no_ways_to_a_passage() -> None:
    assert make(known=True).known_count == 2


@pytest.mark.parametrize("question", ["你好", "谢谢啦", "在吗", "你是谁", "😂", "？？？", "", "好的，辛苦了👍"])
def test_small_talk_has_no_answer(question: str) -> None:
    answer = make().answer(question)
    assert answer.kind is Kind.NOTHING
    assert answer.confidence == 0


@pytest.mark.parametrize(
    "question", ["明天会不会下雪", "打印机卡纸了咋整", "x" * 4000, "字" * 4000, "<b>a&b</b>"]
)
def test_what_is_not_in_the_speeches_is_never_confident(question: str) -> None:
    answer = make().answer(question)
    assert answer.kind is not Kind.CONFIDENT
    assert answer.candidates


def test_asking_for_an_amount_the_passage_lacks_lowers_confidence() -> None:
    library = make()
    assert library.answer("大额资金使用是多少万元").confidence < library.answer("大额资金使用").confidence


def test_point_of_one_speech_is_certain_when_its_year_is_named() -> None:
    answer = make().answer("2022年讲话第三点讲了什么")
    assert answer.kind is Kind.CONFIDENT
    assert answer.candidates[0].passage.text.startswith("三、强化监督")


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        ("2022年的讲话最后一点讲了什么", "三、强化监督"),
        ("2023年讲话的最后一个方面是啥", "二、抓队伍"),
        ("2022年的讲话最后那条", "三、强化监督"),
    ],
)
def test_the_last_point_is_found_wherever_the_list_ends(question: str, starts: str) -> None:
    assert make().answer(question).candidates[0].passage.text.startswith(starts)


def test_the_last_point_of_a_part_and_a_point_of_the_last_part() -> None:
    first = "一、学习\n（一）读书\n要多读书。\n（二）开会\n要少开会。\n"
    text = first + "二、作风\n（一）车辆\n要管好车。\n（二）用餐\n要吃简餐。\n"
    library = Library.build([SpeechText("z", "z.txt", "讲话", "2021年", "", text)])
    for question, starts in {
        "第一部分最后一点是什么": "（二）开会",
        "最后一部分第一点": "（一）车辆",
        "最后一部分最后一点呢": "（二）用餐",
    }.items():
        assert library.answer(question).candidates[0].passage.text.startswith(starts), question


@pytest.mark.parametrize("question", ["最后一道防线是什么", "打通最后一公里", "最后一项任务是什么"])
def test_what_is_last_of_something_else_is_no_point(question: str) -> None:
    assert not any(candidate.confidence == POINT_CONFIDENCE for candidate in make().answer(question).candidates)


def test_point_that_several_speeches_have_is_a_choice() -> None:
    answer = make().answer("第二点讲了什么")
    assert answer.kind is Kind.UNSURE
    assert {candidate.passage.slug for candidate in answer.candidates} == {"x", "y"}


def test_kind_and_confidence_do_not_hang_on_how_many_are_shown() -> None:
    library = make()
    for question in ("第二点讲了什么", "三重一大是什么", "打印机卡纸"):
        one, many = (library.answer(question, k=k) for k in (1, 5))
        assert (one.kind, one.confidence) == (many.kind, many.confidence), question
        assert one.candidates == many.candidates[:1]


def test_ordinal_inside_a_question_of_substance_is_no_point() -> None:
    assert "改进调查研究" in make().answer("八项规定第一条是什么").candidates[0].passage.text


def test_candidates_do_not_overlap_and_confidence_falls() -> None:
    candidates = make().answer("监督").candidates
    spans = [(c.passage.slug, c.passage.start, c.passage.end) for c in candidates]
    for place, (slug, start, end) in enumerate(spans):
        assert all(slug != other or end <= first or last <= start for other, first, last in spans[place + 1 :])
    confidences = [candidate.confidence for candidate in candidates]
    assert confidences == sorted(confidences, reverse=True)


def test_k_limits_the_candidates() -> None:
    assert len(make().answer("监督", k=1).candidates) == 1


def test_library_without_speeches_answers_nothing() -> None:
    assert Library.build([]).answer("三重一大").candidates == ()


@pytest.mark.parametrize("question", ["三重一大", "szyd", "sanzhongyida", "三種一大"])
def test_marks_are_the_words_asked_for(question: str) -> None:
    first = make().answer(question).candidates[0]
    assert "三重一大" in [first.passage.text[start:end] for start, end in first.marks]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("狠抓落实", "狠抓落实"),
        ("hzls", "狠抓落实"),
        ("自查自纠", "自查自纠"),
        ("zichazijiu", "自查自纠"),
        ("zczj", "自查自纠"),
        ("agjy", "爱岗敬业"),
    ],
)
def test_marks_stand_right_behind_signs_that_are_read_as_several(question: str, words: str) -> None:
    text = "对此作了部署……①要狠抓落实，½的人½要自查自纠，㎡要爱岗敬业。"
    found = Library.build([SpeechText("x", "x.txt", "", "", "", text)]).answer(question).candidates[0]
    assert [found.passage.text[start:end] for start, end in found.marks] == [words]


def test_marks_are_in_order_and_inside() -> None:
    first = make().answer("重大问题决策和资金使用制度").candidates[0]
    ends = [0]
    for start, end in first.marks:
        assert ends[-1] <= start < end <= len(first.passage.text)
        ends.append(end)


def test_context_is_the_text_around() -> None:
    context = make().context("x-2-02")
    assert context is not None
    assert TEXT.replace("\n", "").startswith("同志们")
    assert "二、改进作风" in context.before
    assert context.after.startswith("三、强化监督")


def test_context_is_whole_sentences_of_400_characters_at_most_on_each_side() -> None:
    sentences = [f"第{number:02}句{'说' * 95}。" for number in range(20)]
    library = Library.build([SpeechText("long", "long.txt", "", "", "", "".join(sentences))])
    for number in range(20):
        context = library.context(f"long-0-{number + 1:02}")
        assert context is not None
        last = number + context.passage.text.count("。")
        assert context.before == "".join(sentences[max(0, number - 4) : number])
        assert context.after == "".join(sentences[last : last + 4])


def test_unknown_passage_number_is_none() -> None:
    library = make()
    for call in (library.passage, library.stretch, library.read_on, library.context):
        assert call("x-9-99") is None
        assert call("nonsense") is None


def test_second_point_after_an_answer_is_of_the_same_speech() -> None:
    point = make().point("y-1-01", 2)
    assert point is not None
    assert point.text.startswith("二、抓队伍")
    assert make().point("y-1-01", 7) is None


def test_confidence_grows_with_what_speaks_for_a_passage() -> None:
    plain = Features(held=0.3, explained=0.3, margin=0.4)
    better = Features(held=0.6, explained=0.6, margin=0.4, familiar=0.1, exact=1.0)
    worse = Features(held=0.3, explained=0.3, margin=0.4, foreign=0.1, vain=2.0, missing=1.0, detail=1.0)
    for judge in (WITH_KNOWN, BY_WORDS):
        assert judge.log_odds(worse) < judge.log_odds(plain) < judge.log_odds(better)


def test_words_of_questions_asked_in_vain_speak_against_an_answer_and_those_of_others_for_it() -> None:
    library = make(known=True)
    vain = {question: library.judge(question)[0].features.vain for question in ("公车申请", "挨收拾", "喝茶")}
    assert vain["挨收拾"] < 0 < vain["公车申请"]
    assert vain["喝茶"] == 0
    assert make().judge("公车申请")[0].features.vain == 0


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("会议在哪里开", "会议 开"),
        ("指的是哪些单位", "单位"),
        ("是什么时候成立的", "成立的"),
        ("在哪一年提出", "提出"),
    ],
)
def test_question_phrase_is_taken_out_whole(question: str, content: str) -> None:
    assert strip_phrases(question) == content


def test_what_sounds_alike_is_equal_by_sound() -> None:
    assert sound(readings().of("公务 接待")) == sound(readings().of("工物接代"))


@pytest.mark.parametrize("question", ["不调研就不发言", "大额资金使用是什么", "重大項目投資決策"])
def test_words_of_a_passage_are_answered_outright(question: str) -> None:
    assert make(known=True).answer(question).kind is Kind.CONFIDENT


@pytest.mark.parametrize("question", ["asdfgh", "zzyd", "b lt", "喝茶", "谁讲的话", "下雨了"])
def test_scraps_are_not_answered_outright(question: str) -> None:
    assert make(known=True).answer(question).kind is not Kind.CONFIDENT


def test_letters_count_when_all_of_them_agree() -> None:
    assert make().judge("zyszy")[0].features.held == 0.0


def test_stricter_office_is_answered_less() -> None:
    strict, bold = Zones.of(1.0), Zones.of(0.0)
    assert strict.confident > Zones.of(0.5).confident > bold.confident
    assert Zones.of(0.5) == Zones()
    assert (bold.confident, bold.unsure) == pytest.approx((0.25, 0.03))
    assert (strict.confident, strict.unsure) == pytest.approx((0.95, 0.12 + 0.35 / 3))
    assert bold.kind(0.4) is Kind.CONFIDENT
    assert strict.kind(0.4) is not Kind.CONFIDENT


def test_point_of_an_inner_list_is_meant_when_the_outer_has_none() -> None:
    text = "一、工作\n（一）抓学习。要常学。\n（二）抓作风。要常抓。\n二、要求\n要落实。"
    library = Library.build([SpeechText("z", "z.txt", "", "", "", text + "\n（三）抓队伍。要严管。")])
    answer = library.answer("第三点讲了什么")
    assert answer.kind is Kind.CONFIDENT
    assert answer.candidates[0].passage.text.startswith("（三）抓队伍")


def test_strictness_of_the_office_goes_into_the_library() -> None:
    speeches = [SpeechText("x", "x.txt", "", "", "", TEXT)]
    strict = Library.build(speeches, zones=Zones.of(1.0))
    assert Library.build(speeches, previous=strict).zones == Zones.of(1.0)


@pytest.mark.parametrize(
    ("question", "passage", "lacks"),
    [
        ("三公经费一共多少万", "严格执行“三公”经费制度。", True),
        ("新增就业多少人", "全年新增就业1314万人。", False),
        ("双月协商会几号开", "高质量开好双月协商会议。", True),
        ("六个如何始终分别是哪六个", "牢记“六个如何始终”的教诲。", True),
        ("两个全覆盖是哪两个", "党的组织全覆盖、党的工作全覆盖。", False),
        ("公务接待制度第六条是什么", "公务接待制度要严格遵守。", True),
        ("八项规定第一条是什么", "八项规定第一条就是改进调查研究。", False),
        ("报销单在哪儿下载", "严格遵守各项制度。", True),
        ("党员干部要保持什么品格", "始终保持忠诚可靠的政治品格。", False),
        # The number must stand where the question's words are, and not in the question.
        ("乡村教师补助每月几百块", "对乡村教师发放生活补助。学生人数比上年增长8.5%。", True),
        ("个税起征点提到多少元", "提高个人所得税起征点。每人每年补助100元。", True),
        ("新设的7个自贸区是哪几个", "新设7个自贸区。", True),
        ("按2300元的标准还有多少贫困人口", "将2300元作为新的扶贫标准，比上年提高，覆盖更多贫困人口。", True),
        ("国有资本划多少比例到社保", "划转部分国有资本充实社保基金。", True),
        ("财政收入增长百分之几", "全年财政收入增长百分之八点五。", False),
        ("全年总收入达到多少亿元", "全年总收入达到一千八百二十九亿元。", False),
        ("建交的国家达到多少个", "同我国建交的国家已经达到１３５个。", False),
        ("出事的干部家里知情的占几成", "十个里头有七个，家里人是知道的。", False),
        # Bodies, people, papers, deadlines.
        ("省政协怎么抓学习", "市政协要抓好学习。", True),
        ("市政协怎么抓学习", "市政协要抓好学习。", False),
        ("全市一共查了多少起", "全县查处27起。", True),
        ("全县一共查了多少起", "全县查处27起，占全市的三成。", False),
        ("全县一共查了多少起", "去年查处27起。", False),
        ("供应商老板叫什么名字", "一家供应商给他送了钱。", True),
        ("被拿下的董事长叫什么名字", "市城投集团原董事长孔令垣被查处。", False),
        ("警示片叫啥名儿来着", "大家观看了警示教育片《失守的闸门》。", False),
        ("外出讲课由哪个科审批", "外出讲课提前5个工作日申请，由科教科审批。", False),
        ("外出讲课由哪个科审批", "外出讲课要守纪律。", True),
        ("举报电话是多少", "纪委的举报电话是8765转6012。", False),
        ("举报电话是多少", "欢迎大家举报。", True),
        ("推不掉的礼品几天内上交", "推不掉的礼品，三日之内交机关纪委登记。", False),
        ("回执最晚哪天交", "下周三之前由组织人事干部收回执。", False),
        ("列的9种情形分别是哪些", "办法列的9种情形，可以免责。", True),
        ("四个意识分别是哪四个", "增强政治意识、大局意识、核心意识、看齐意识这四个意识。", False),
        ("前几天开会说了什么", "要按时开会。", False),
        ("装修贷款最多能贷几年", "向小微企业发放装修贷款并给予贴息。", True),
        ("装修贷款最多能贷几年", "装修贷款期限不超过3年。", False),
        ("优秀案例什么时候评选", "开展优秀案例评选。", True),
        ("优秀案例什么时候评选", "每年年底评选优秀案例。", False),
        ("收来的旧房给什么价", "加大旧房收购力度。", True),
        ("这样做有什么价值", "这样做能凝聚人心。", False),
    ],
)
def test_what_is_asked_for_and_not_there_is_noticed(question: str, passage: str, *, lacks: bool) -> None:
    assert missing(question, passage) == float(lacks)


TERMS = ("四风", "PPP", "a.b")
AROUND = (
    "{}（四种）是",
    "x{}又称y",
    "“{}”：",
    "1. {}：",
    "({}",
    "{}",
    "{}，简称",
    "四{}四{}是",
    "讲{}: ",
    "注{}：",
    "（一）{}》：",
)


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("around", AROUND)
def test_a_term_is_defined_where_one_pattern_with_it_in_it_fits(term: str, around: str) -> None:
    text = around.format(term, term)
    whole = re.compile(f"{re.escape(term)}(?:{DEFINING.pattern})")
    entry = re.compile(f"{BEFORE_ENTRY.pattern}{re.escape(term)}{BEHIND_ENTRY.pattern}")

    assert defines(term, text) == bool(whole.search(text))
    assert begins_with(term, text) == bool(entry.match(text))


def test_of_passages_with_a_term_of_two_characters_the_one_that_defines_it_comes_first() -> None:
    text = "四风要纠治。\n四风问题具有顽固性。\n四风（形式主义、官僚主义）危害大。\n要反对四风。"
    first = Library.build([SpeechText("z", "z.txt", "", "", "", text)]).answer("四风是什么").candidates[0]
    assert first.passage.text == "四风（形式主义、官僚主义）危害大。"


@pytest.mark.parametrize(
    ("run", "heard"), [("z", 0), ("zf", 1), ("zfjs" * 6, 1), ("zfjs" * 6 + "z", 0), ("zz", 0)]
)
def test_first_letters_are_of_two_to_24_characters_and_not_all_the_same(run: str, heard: int) -> None:
    assert bool(len(make()._read(run).initials.keys)) == bool(heard)
