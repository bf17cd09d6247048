"""Speeches that tests send to the bot; written for them."""

NEW = """在2024年机关作风建设会议上的讲话
2024年3月1日
同志们：
一、关于学习
学习是进步的阶梯，清廉是为官的底色。要坚持不懈抓好作风建设，守住纪律底线。
二、关于会风
开短会、讲短话，把时间用在为民服务上。机关食堂要带头反对浪费，剩菜剩饭一律打包。
"""
ANSWERED = "食堂要带头反对浪费"  # asked for, it leads to NEW alone


def changed(text: str = NEW) -> str:
    """Return the same speech with a sentence changed and one more."""
    return text.replace("一律打包", "一律打包带走") + "廉洁是立身之本，自律是成事之基。\n"
