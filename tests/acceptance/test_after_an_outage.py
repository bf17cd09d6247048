"""What was asked while the bot was away is judged by when it was asked."""

from office import Office

from handlers.guard import WAS_TOO_FAST

QUESTION = "三重一大是什么"
ANSWER = "重大问题决策"


async def comes_back(office: Office) -> None:
    """Let the bot fetch and answer all that waits, with the time that it takes for it."""
    await office.deals()


async def test_thirty_questions_asked_in_an_outage_are_all_answered(office: Office) -> None:
    chen = office.colleague("陈")
    for _ in range(30):
        office.world.say(chen.person, chen.private, QUESTION)
        office.clock.jump(20)
    await comes_back(office)
    assert [ANSWER in message.text for message in chen.answers()] == [True] * 30


async def test_who_asked_too_fast_in_an_outage_is_told_so_once(office: Office) -> None:
    chen = office.colleague("陈")
    for _ in range(30):
        office.world.say(chen.person, chen.private, QUESTION)
    office.clock.jump(1800)
    await comes_back(office)
    said = [message.text for message in chen.answers()]
    assert sum(ANSWER in text for text in said) == 20
    assert said[20:] == [WAS_TOO_FAST]
