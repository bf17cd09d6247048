"""/ledger in the words of people who have its card before them."""

from office import Office


async def test_days_and_events_are_taken_as_they_are_said(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    for says in ("今年以来的", "年初到现在的", "从年初至今", "今年以來"):
        await wu.says("台账")
        await wu.says(says)
        texts = "".join(one.text for one in wu.answers()[-3:])
        assert "2026年1月1日至2026年3月2日" in texts, says
    await wu.says("台账")
    await wu.says("导成表格")
    assert "表格（.xlsx）和文档（.docx）两份一起发" in wu.sees()
    for says in (
        *(
            "记一件事，三月一日组织签责任书",
            "记一笔：3月1日 组织签责任书",
            "往台账里加一条，3月1日组织签责任书",
        ),
        *("補記一件事，三月一日组织签责任书", "三月一日组织签责任书，帮我记上"),
    ):
        await wu.says("台账")
        await wu.says(says)
        assert wu.sees().endswith("2026-03-01 组织签责任书"), says
