"""/material: an editor ticks what the speeches say on a subject, and gets it as a document, verbatim."""

import io

from docx import Document
from ledger_reading import files_sent_to
from office import Office


async def test_the_ticked_passages_become_a_document(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("主题材料")
    await wu.says("作风建设")
    assert "主题材料：作风建设" in wu.sees()
    first = wu.sees()
    await wu.taps("☑1")
    assert "☐ 1." in wu.sees()
    await wu.taps("下一页 ›")
    assert "第 2/" in wu.sees()
    await wu.taps("‹ 上一页")
    assert "☐1" in wu.last().buttons
    await wu.taps("做成文档")
    [content] = files_sent_to(wu).values()
    said = [one.text for one in Document(io.BytesIO(content)).paragraphs]
    assert said[0] == "“作风建设”学习材料"
    texts = {speech.slug: speech.text for speech in run_office.services.speeches.library.speeches}
    sources = [line for line in said if line.startswith("——《")]
    assert len(sources) == int(first.split("打勾的 ")[1].split(" ")[0]) - 1
    assert all(any(line.strip() in text for text in texts.values()) for line in said if line.endswith("。"))
    menu = next(one for one in wu.answers() if "主题材料：作风建设" in one.text)
    await wu.taps("全不选", on=menu)
    assert (await wu.taps("做成文档", on=menu)).text == "一处也没有打勾。"


async def test_what_the_speeches_do_not_say_and_what_is_no_subject_is_said(run_office: Office) -> None:
    wu, chen = run_office.colleague("吴"), run_office.colleague("陈")
    await wu.says("/material 一")
    assert "2 到 20 个字" in wu.sees()
    await wu.says("/material")
    await wu.says("三重一大是什么")
    assert "重大" in wu.sees()
    await chen.says("/material 作风建设")
    assert "主题材料" not in chen.sees()


async def test_what_its_buttons_do_is_done_in_words_too(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("/material 作风建设")
    await wu.says("全不选")
    assert "打勾的 0 处" in wu.sees()
    await wu.says("全选")
    await wu.says("做成文档")
    [content] = files_sent_to(wu).values()
    assert Document(io.BytesIO(content)).paragraphs[0].text == "“作风建设”学习材料"


async def test_a_material_is_asked_for_and_changed_in_words(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    for says, subject in (
        ("给我一份关于三重一大的主题材料", "三重一大"),
        ("把作风建设的材料也做一份", "作风建设"),
        ("想要一份责任书的党课材料", "责任书"),
        ("换成作风建设", "作风建设"),
        ("換成責任書", "责任书"),
    ):
        await wu.says(says)
        assert wu.sees().startswith(f"主题材料：{subject}\n"), says
    for says, subject in (
        ("就做三重一大的", "三重一大"),
        ("做一份作风建设的", "作风建设"),
        ("两个维护", "两个维护"),
    ):
        await wu.says("主题材料")
        await wu.says(says)
        assert subject in wu.sees().split("\n")[0], says
    for says in ("再加一篇2023年的", "存成word", "导出成文档"):
        await wu.says("主题材料")
        await wu.says(says)
        assert not wu.sees().startswith("主题材料："), says


async def test_the_years_of_a_material_are_chosen_in_words(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("主题材料 党风廉政建设")

    def ticked() -> set[str]:
        texts = [one.text for one in wu.answers() if one.text.startswith("主题材料：党风廉政建设")]
        return {line.split(". ")[1][:4] for line in texts[-1].split("\n") if line.startswith("☑")}

    await wu.says("只要2023年的")
    assert ticked() == {"2023"}
    await wu.says("二〇二三年的不要")
    assert ticked() == set()
    await wu.says("再加一篇2022年的")
    assert ticked() == {"2022"}
    await wu.says("2019年的也要")
    assert wu.sees() == "说到“党风廉政建设”的，2019年的讲话里没有。"
