"""What people take out of the chat: a citation for the clipboard."""

from office import KNOWLEDGE, Colleague, Office, Opened

from emulator.messages import Message

COPY = "复制引文"


def copied(message: Message) -> str:
    """Return what the button puts on the clipboard."""
    text: str = message.button(COPY)["copy_text"]["text"]
    return text


def is_offered(message: Message) -> bool:
    return any("copy_text" in button for row in message.keyboard for button in row)


async def test_an_answer_can_be_copied_with_its_source(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    words, source = copied(chen.last()).rsplit("\n", 1)
    assert chen.sees().startswith(words)
    assert source == "——《在市政协机关党风廉政建设和作风建设会议上的讲话》（2022年）"


async def test_what_is_copied_goes_with_the_passage_that_is_shown(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    first = copied(chen.last())
    await chen.taps("下一条")
    second = copied(chen.last())
    await chen.taps("上下文")
    assert copied(chen.last()) == second != first


async def test_an_unsure_answer_can_be_copied_too(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(office.vague_question())
    assert is_offered(chen.last())


async def test_every_passage_fits_into_the_button(office: Office) -> None:
    chen = office.colleague("陈")
    answers = office.services.answers
    first = answers.library.point(None, 1)
    assert first
    passages = [first]
    while following := answers.library.read_on(passages[-1].id):
        passages.append(following.passage)
    longest = max(passages, key=lambda passage: len(passage.text))
    for passage in (longest, passages[0]):
        await chen.says(f"/p {passage.id}")
        cited = copied(chen.last())
        assert len(cited.encode("utf-16-le")) // 2 <= 256


async def test_the_quote_can_be_copied_where_it_is_asked_for_and_where_it_is_pushed(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    asked = copied(chen.last())
    await chen.taps("订阅每日廉语")
    assert copied(chen.last()) == asked, "subscribing takes away the button to subscribe only"
    await office.comes(0, 8, 30)
    assert copied(chen.last()) == asked
    words = asked.split("\n")[0]
    assert any(words in file.read_text(encoding="utf-8") for file in (KNOWLEDGE / "speeches").glob("*.txt"))


async def test_nothing_can_be_copied_where_contents_are_protected(opened: Opened) -> None:
    office = await opened(mode="open", protect_content=True)
    chen = office.colleague("陈")
    for words in ("三重一大是什么", "/quote", "/subscribe 8:30", "/p 2022-2-06"):
        await chen.says(words)
        assert not is_offered(chen.last())
    await chen.says("怎么改进作风")
    await chen.taps("下一条")
    assert not is_offered(chen.last())
    await office.comes(1, 8, 30)
    assert "今日廉语" in chen.sees()
    assert not is_offered(chen.last())
    assert "上下文" in asked_again(await says(chen, "三重一大是什么")), "the other buttons stay"


async def says(person: Colleague, words: str) -> Message:
    await person.says(words)
    return person.last()


def asked_again(message: Message) -> list[str]:
    return message.buttons
