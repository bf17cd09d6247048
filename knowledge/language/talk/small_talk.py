"""Courtesies, and what else of small talk asks the speeches nothing."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from core.patterns import pattern
from knowledge.language.talk.remarks import praises
from knowledge.language.writing.normalize import READ_AT_ONCE, fold


class Courtesy(StrEnum):
    """Small talk that gets a short friendly word."""

    GREETING = "greeting"
    THANKS = "thanks"
    PRAISE = "praise"
    FAREWELL = "farewell"
    ACKNOWLEDGED = "acknowledged"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class _Words:
    """What people say for a courtesy, in patterns with blanks between them.

    `beside`: also beside a question, of which it says nothing; `strung`: one after another (好的收到);
    `alone`: only as a whole message.
    """

    beside: str = ""
    strung: str = ""
    alone: str = ""


_CALLED = (
    "清风",
    "同志",
    "同志们",
    "小清",
    "机器人",
    "老师",
    "领导",
    "各位",
    "各位领导",
    "师傅",
    "小同志",
    "老师们",
)
# The one list of small talk, without punctuation and the particles at its end.
SMALL_TALK: Mapping[Courtesy, _Words] = {
    Courtesy.THANKS: _Words(
        "谢谢啦 谢谢了 谢谢 多谢 感谢 辛苦啦 辛苦了",
        "thanks thankyou",
        "谢谢你 谢谢您 非常感谢 谢 太感谢 辛苦 thx tks thks 3q 3ks",
    ),
    Courtesy.PRAISE: _Words(
        alone="很好 太好 真棒 不错 厉害 好棒 赞 牛 真好 答得好 说得好 讲得好 写得好 好句 好文 经典 金句 棒"
        " 这个好 这句好 这条好 这段好 好得很 甚善 甚好 甚妙 大善 善哉 妙哉"
    ),
    Courtesy.FAREWELL: _Words("晚安", "再见 拜拜 bye", "byebye 回头见 明天见 下次见 先这样 88 886"),
    Courtesy.GREETING: _Words(
        """您好呀 您好啊 你好呀 你好啊 您好 你好 哈喽 哈啰 嗨 在吗 在不在
        早上好 上午好 中午好 下午好 晚上好 早安""",
        "在 hi hello test 测试",
        " ".join(f"{who}你好 {who}您好 {who}好 你好{who} 您好{who}" for who in _CALLED)
        + " 你们好 大家好 hey 早 在么 有人 清风 新年好 节日快乐 新年快乐"
        + " 吃了吗 吃了没 你吃了吗 您吃了吗 你吃了没 吃饭了吗 吃饭没",
    ),
    Courtesy.WHO: _Words(
        strung="""你是谁 你是(?:不是)?[a-z]+ 你叫什么(?:名字)? 你是(?:真人|机器人|人)(?:还是(?:真人|机器人|人))?
        那?(?:你|您)(?:都|到底|还|究竟)?(?:会|能|可以)(?:帮我)?(?:干|做)?(?:些)?(?:什么|啥)""",
        alone="""您是谁 你是什么 你能干嘛 你有什么用 你有什么功能 有什么功能 有哪些功能
        能干嘛 能做什么 你可以做什么
        nishishui nishishei nishirenma nishijiqirenma nishirenhaishijiqi nijiaoshenme
        你谁 您谁 你哪位 您哪位 你是哪位 你是干嘛的 你是干什么的 你干啥的 你会啥 你会干啥""",
    ),
    Courtesy.ACKNOWLEDGED: _Words(
        strung="""我?(?:不是|不想|不要|没想|没有|没|不)(?:要|来)?(?:举报|告状|投诉)(?:谁|人)?
        我?(?:就是|只是|就)(?:随便)?(?:说说|聊聊|唠唠|发发牢骚)
        好的 好 嗯++ 哦++ 噢++ 收到 知道了 明白了? 是的 不是 对 行 可以 ok
        哈+ 呵+ 嘿+ 嘻+ h{2,} (?:ha){2,} (?:he){2,} o+k+ lol+ em+ 顶+ 赞{2,} 2?3{2,} 6+ 9{2,} 1+
        orz qaq qwq xd [ㅋᄏ]{2,}""",
        alone="""等一下 等下 等等 等会 等会儿 等我一下 稍等 稍等一下 稍候 慢着 且慢
        好滴 好嘞 知道 了解 懂 okay 是 对的 没事 没有 不用 算 学习 已阅 已学习 已读
        不会 我不会 不知道 我不知道 不清楚 我不清楚 不晓得 我不晓得 忘了 我忘了 会
        没别的意思 我没别的意思 我就问问 我就是问问 随便问问 就问问
        不必 不做 不看 不念 不听 不翻 不想看 我不看 我不想看 不读 不聊 不问 不说 看够 算了不看
        mark 马克 留名 路过 围观 插眼 dd cy get yes yep nice good great cool yyds nb niubi
        没错 同意 赞同 赞成 附议 有道理 绝 绝绝子 受教 学到 涨知识 长见识 深有同感 服 佩服 笑死 笑死我 吃瓜
        沙发 板凳 前排 打卡 冒泡 收藏了 已收藏 转发了 已转发 点赞 xswl awsl u1s1 yysy wow omg www wwww""",
    ),
}
# Signs by themselves, in private: what they say.
PRAISING = frozenset("👍👏💯🌟⭐🏅🥇👑")
KIND = frozenset("❤♥💖💗💓💕🙏🌹🌷🌺🌸💐💪🥰😍😘🤝🎉🎊🫶🤗🫡🧡💛💚💙💜🤍")
NODS = frozenset("👌✅✔☑🆗🙆🤙✌")
# Politeness beside a question that is none of these.
REQUESTS = """
    请问一下 请问下 请问 请教一下 请教下 请教 麻烦问一下 麻烦问下 麻烦问 麻烦 想问一下 想问下 想问问 想问
    问一下 问下 打听一下 打听下 问个事儿 问个事 问个问题 咨询一下 咨询下 拜托啦 拜托了 拜托
    不好意思 打扰一下 打扰了 帮我查一下 帮我查下 帮我找一下 帮我找找 帮我看看 帮忙查 帮查 查一下 查查
    能不能告诉我 可以告诉我 告诉我 我想知道 想知道 我想了解 想了解一下 想了解 了解一下 话说 哎呀 哎 诶 喂
    那个 我就想问 说一下 说说 讲一下 讲讲 谈谈 介绍一下 介绍下 解释一下 解释下
"""
# Signs that other messengers write by their names: [强], [捂脸].
_NAMES_OF_SIGNS = """
    微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 囧 抓狂 吐 偷笑 愉快 白眼 翻白眼
    傲慢 困 惊恐 憨笑 悠闲 咒骂 疑问 嘘 晕 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 坏笑 哼哼 鄙视 委屈 快哭了 阴险 亲亲
    可怜 笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 汗 天啊 emm 旺柴 好的 打脸
    哇 666 叹气 苦涩 裂开 嘴唇 爱心 心 心碎 拥抱 强 弱 握手 胜利 抱拳 拳头 ok 合十 啤酒 咖啡 蛋糕 玫瑰 鲜花 送花
    凋谢 炸弹 月亮 太阳 庆祝 礼物 红包 福 烟花 爆竹 点赞 赞 比心 笑哭 doge 收到 大笑 思考 鼓励 给力 威武 看
"""
# What people write for such a sign, or of what was said, and mean nothing by it among each other.
_REACTIONS = """
    强 抱拳 握手 鼓掌 加油 比心 捂脸 笑哭 偷笑 大笑 憨笑 坏笑 机智 旺柴 打脸 裂开 流泪 大哭 汗 天啊 哇 耶
    嘿哈 囧 晕 威武 给力 庆祝 玫瑰 支持 坚决支持 举手 举双手赞成 阅 阅悉 已悉 知悉 已知悉 收悉 已收悉 已知
    加一 签到 已签到 得嘞 中 确实 的确 确实如此 的确如此 确实是 是这样 是这样的 就是这样 就是 可不是 可不
    可不嘛 谁说不是 那是 那必须 同上 同感 同问 俺也一样 我也一样 我也是 俺也是 我也同意 我也觉得
    我也这么觉得 有同感 深以为然 言之有理 说到心里 说到心坎里 啧 啧啧 啧啧啧 好家伙 我去 我的天 优秀 太强
    太优秀 膜拜 跪 服气 双击 转 顶一下 顶一个 赞一个 点个赞 路过看看 前来围观 坐等 蹲 蹲一个 学习一下
    学习学习 认真学习 已认真学习 牢记 谨记 铭记 照办 遵照执行 坚决执行 坚决落实 保证完成
"""
# Faces drawn with letters, (≧▽≦*)o, ヽ(✿ﾟ▽ﾟ)ノ, have few letters, and as many signs; T_T has two eyes.
_FACE = pattern(r"[\W_]*(?:[A-Za-z\u3041-\u30ff\uff66-\uff9f\u3105-\u312f囧罒皿益艹凵灬口][\W_]*){1,4}")
_DRAWN = pattern(r"[^\w\s]|_")
_TWO_EYES = pattern(r"([a-z0><=])[_.^-]+\1")
# Signs by name as QQ and Slack write them, and votes: /微笑, :thumbsup:, +10086.
_NAMED_SIGN = pattern(
    rf"(?:/(?:{'|'.join(_NAMES_OF_SIGNS.split())})\s*)+|(?::[a-z0-9_+-]{{2,}}:\s*)+|\+ ?[0-9]{{1,6}}"
)
_SIGN = pattern(rf"\[(?:{'|'.join(_NAMES_OF_SIGNS.split())})\]")
_WHOLE = {
    word: kind
    for kind, words in SMALL_TALK.items()
    for word in f"{words.beside} {words.strung} {words.alone}".split()
}
_SAID = {
    kind: pattern("|".join(said))
    for kind, words in SMALL_TALK.items()
    if (said := f"{words.beside} {words.strung}".split())
}
_PARTICLES = pattern(r"[啊呀哦呢啦了吗嘛吧]+$")

_PUSHES = pattern("推送|订阅|退订|廉语|每天发|发给我")


def polite_phrases() -> list[str]:
    """Return the courtesies and requests that stand beside a question and do not change what is asked."""
    return [*" ".join(words.beside for words in SMALL_TALK.values()).split(), *REQUESTS.split()]


@cache
def _nothing_else() -> re.Pattern[str]:
    longest_first = sorted(polite_phrases(), key=len, reverse=True)
    strung = " ".join(words.strung for words in SMALL_TALK.values()).split()
    said = "|".join([*longest_first, *strung])
    # What may be a particle or begin a phrase is the phrase: else 嗯哦嗯哦 would be read in very many ways.
    return re.compile(rf"(?:(?:{said})(?:(?!{said})[\W_呀啊哦嘛吧了呢吗哈啦])*+)+")


def is_small_talk(folded: str) -> bool:
    """Return whether a message is a greeting, thanks or talk about the bot and asks the speeches nothing."""
    return _nothing_else().fullmatch(folded.strip()) is not None or not re.search(r"\w", folded)


def has_words(text: str) -> bool:
    """Return whether anything in `text` can be looked for: a letter, a character, a digit."""
    return bool(words_of(text))


def length_in_words(text: str) -> int:
    """Return how many letters, characters and digits `text` has."""
    return len(words_of(text))


@lru_cache(READ_AT_ONCE)
def courtesy(text: str) -> Courtesy | None:
    """Return the courtesy that `text` is. Only whole messages count: 你好，三重一大是什么 is a question."""
    bare = words_of(text)
    if not bare:
        return _sign_said(fold(text))
    known = _WHOLE.get(bare)
    if known is None and not bare.endswith(("了吗", "了么")):  # 没有了吗 asks for more
        known = _WHOLE.get(_PARTICLES.sub("", bare))
    if known is None and is_small_talk(bare):  # 哈哈谢谢: thanks
        return next((kind for kind, said in _SAID.items() if said.search(bare)), None)
    return Courtesy.PRAISE if known is None and praises(text) else known


def _sign_said(folded: str) -> Courtesy | None:
    """Return what signs without a word say: 👍 is praise, ❤ thanks, 👌 and signs by name a nod."""
    if any(sign in PRAISING for sign in folded):
        return Courtesy.PRAISE
    if any(sign in KIND for sign in folded):
        return Courtesy.THANKS
    return Courtesy.ACKNOWLEDGED if _SIGN.search(folded) or any(sign in NODS for sign in folded) else None


def is_gesture(text: str) -> bool:
    """Return whether `text` is only a gesture: 👍, 。。。, +1, 哈哈哈哈, 收到, 不错, [强], 抱拳."""
    words = words_of(text)
    if not words or _PARTICLES.sub("", words) in _REACTIONS.split() or words in _REACTIONS.split():
        return True
    bare = fold(text).strip()
    if _NAMED_SIGN.fullmatch(bare) or _TWO_EYES.fullmatch(bare):
        return True
    if _FACE.fullmatch(text) and len(_DRAWN.findall(text)) >= max(2, len(words)):
        return True
    return courtesy(text) in {Courtesy.ACKNOWLEDGED, Courtesy.PRAISE}


def speaks_of_pushes(text: str) -> bool:
    """Return whether `text` names the daily push anywhere. Ask it of what the speeches do not answer."""
    return bool(_PUSHES.search(words_of(text)))


@lru_cache(READ_AT_ONCE)
def words_of(text: str) -> str:
    """Return `text` without spaces, punctuation, emoji and signs by name, folded."""
    said = _SIGN.sub("", fold(text))
    return "".join(letter for letter in said if unicodedata.category(letter)[0] in "LN")
