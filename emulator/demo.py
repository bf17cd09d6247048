"""The world a newcomer finds: a small office, with one chat of each kind."""

from emulator.telegram import Telegram
from emulator.users import Person


def furnish(world: Telegram) -> Person:
    """Fill an empty world with three people, a group, a forum with topics and a channel; return the head.

    The first person is the newcomer: an ordinary member of the office's group, where the committee head is the
    administrator. The bot is in the forum and the channel already; the newcomer can try to add it to a group.
    """
    clerk = world.add_person("小陈")
    driver = world.add_person("老周")
    head = world.add_person("李主任")

    group = world.add_group("机关工作群", head)
    world.add_member(group, clerk)
    world.add_member(group, driver)
    world.say(head, group, "本周五下午集中学习廉政讲话，请大家提前看一遍。")
    world.say(driver, group, "收到。车辆管理那一段在哪篇里？")

    forum = world.add_group("廉洁教育", head, forum=True)
    world.add_member(forum, clerk)
    world.add_member(forum, driver)
    world.add_bot(forum, head)
    world.add_topic(forum, "每日廉语", head)
    questions = world.add_topic(forum, "问答", head)
    world.say(head, forum, "有不清楚的，在这里 @ 机器人问。", thread_id=questions.id)

    channel = world.add_channel("清廉之声", head)
    world.add_member(channel, clerk)
    world.add_member(channel, driver)
    world.add_bot(channel, head)
    return head
