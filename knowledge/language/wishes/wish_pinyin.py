"""Wishes typed in pinyin, read as the words they spell: zanting yizhou is 暂停一周, gaicheng wanshang 改成晚上.

Only the words of wishes are known here, and all of a message must be of them: whatever else is spelled in Latin
letters is left to the search.
"""

from collections.abc import Iterator
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 80  # letters
_HAN = pattern("[\u3400-\u9fff]")
_TOKENS = pattern(r"[a-z]+|\d+(?::\d\d)?|[^a-z\d\s]+")
# What parts words but belongs to none.
_SIGNS = frozenset(",.!?;'~，。！？；’-")

_NUMBERS = {
    "yi": "一", "er": "二", "liang": "两", "san": "三", "si": "四", "wu": "五", "liu": "六", "qi": "七",
    "ba": "八", "jiu": "九", "shi": "十", "ban": "半", "ji": "几",
}  # fmt: skip
_UNITS = {
    "tian": "天", "ri": "日", "zhou": "周", "xingqi": "星期", "libai": "礼拜", "yue": "月", "nian": "年",
    "hao": "号", "dian": "点", "dianban": "点半", "dianzhong": "点钟", "fen": "分", "ke": "刻", "ge": "个",
}  # fmt: skip
_DAYS = {
    "meitian": "每天", "tiantian": "天天", "meizhou": "每周", "mei": "每", "gongzuori": "工作日",
    "zhoumo": "周末", "shuangxiuri": "双休日", "jiejiari": "节假日", "jintian": "今天", "mingtian": "明天",
    "houtian": "后天", "zuotian": "昨天", "qiantian": "前天", "benzhou": "本周", "zhezhou": "这周",
    "xiazhou": "下周", "shangzhou": "上周", "xiage": "下个", "zhege": "这个", "yuedi": "月底",
    "nianhou": "年后", "guonian": "过年", "guowannian": "过完年", "chunjie": "春节", "guoqing": "国庆",
    "guoqingjie": "国庆节", "wuyi": "五一", "shiyi": "十一", "zhongqiu": "中秋", "zhongqiujie": "中秋节",
    "duanwu": "端午", "duanwujie": "端午节", "qingming": "清明", "yuandan": "元旦", "fangjia": "放假",
    "jiaqi": "假期", "jiehou": "节后", "hou": "后", "yihou": "以后", "zhihou": "之后", "qian": "前",
    "yiqian": "以前", "zhiqian": "之前", "qijian": "期间", "dao": "到", "zhi": "至", "cong": "从",
    "kaishi": "开始", "jieshu": "结束",
}  # fmt: skip
_PARTS = {
    "zaoshang": "早上", "zaochen": "早晨", "shangwu": "上午", "zhongwu": "中午", "xiawu": "下午",
    "wanshang": "晚上", "bangwan": "傍晚", "xiabanqian": "下班前", "xiabanhou": "下班后",
    "shangbanqian": "上班前", "shuiqian": "睡前",
}  # fmt: skip
_DOING = {
    "zanting": "暂停", "ting": "停", "tingdao": "停到", "tingyi": "停一", "tingfa": "停发", "huifu": "恢复",
    "gaicheng": "改成", "gaidao": "改到", "gaiwei": "改为", "gai": "改", "huancheng": "换成",
    "tiaodao": "调到", "dingyue": "订阅", "ding": "订", "tuiding": "退订", "tuisong": "推送", "tui": "推",
    "fa": "发", "fasong": "发送", "shou": "收", "buyao": "不要", "buyong": "不用", "bufa": "不发",
    "buxiang": "不想", "bu": "不", "bie": "别", "zhiyao": "只要", "zhizai": "只在", "chule": "除了",
    "zai": "再", "xian": "先", "xiuxi": "休息", "lianyu": "廉语", "meirilianyu": "每日廉语",
    "shijian": "时间", "shezhi": "设置", "bangzhu": "帮助", "huanyitiao": "换一条", "huanyiju": "换一句",
    "zailaiyitiao": "再来一条", "zailai": "再来", "yitiao": "一条", "yiju": "一句",
    "zhuanrengong": "转人工", "rengong": "人工", "budong": "不懂", "meikandong": "没看懂",
    "zongjieyixia": "总结一下", "shangxiawen": "上下文", "xiayiduan": "下一段", "shangyiduan": "上一段",
    "budui": "不对", "suanle": "算了", "taizao": "太早", "taiwan": "太晚", "haishi": "还是", "zao": "早",
    "wan": "晚", "tiqian": "提前", "tuichi": "推迟", "xiaoshi": "小时", "fenzhong": "分钟", "bietui": "别退",
    "butui": "不退", "xianzai": "现在", "butuile": "不退了",
    "shuocuole": "说错了", "zhaofa": "照发", "haiyao": "还要",
    "jia": "加", "jiashang": "加上", "chuxi": "除夕", "zhengdian": "整点", "yike": "一刻", "sanke": "三刻",
    "chuchu": "出处", "woyaojubao": "我要举报", "jubao": "举报",
}  # fmt: skip
_AROUND = {
    "wo": "我", "women": "我们", "qing": "请", "mafan": "麻烦", "bangwo": "帮我", "bang": "帮",
    "geiwo": "给我", "gei": "给", "yao": "要", "xiang": "想", "de": "的", "le": "了", "jiu": "就",
    "dou": "都", "ye": "也", "yixia": "一下", "xiexie": "谢谢", "ma": "吗", "ne": "呢", "nin": "您",
    "ni": "你", "jiuxing": "就行",
}  # fmt: skip
_WORDS = _AROUND | _NUMBERS | _UNITS | _DAYS | _PARTS | _DOING
_LONGEST_WORD = max(map(len, _WORDS))
# Words that say something of a push; without any of them the letters may spell anything.
_SAYS = frozenset((_UNITS | _DAYS | _PARTS | _DOING).values()) - {
    "前",
    "后",
    "至",
    "到",
    "从",
    "再",
    "先",
    "个",
    "年",
}


@lru_cache(maxsize=8)
def from_pinyin(text: str) -> str:
    """Return the words that `text` spells in pinyin, all of it; empty where it is anything else."""
    if len(text) > LONGEST or _HAN.search(text):
        return ""
    tokens = [token for token in _TOKENS.findall(fold(text)) if not set(token) <= _SIGNS]
    if not any(token.isalpha() for token in tokens):
        return ""
    joined = _joined(tokens)
    words: list[str] = []
    for token in joined:
        if token.isalpha():
            spelled = next(_readings(token), None)
            if spelled is None:
                return ""
            words += spelled
        elif token[0].isdigit():
            words.append(token)
        else:
            return ""
    return _settled(words) if _SAYS & set(words) else ""


def _joined(tokens: list[str]) -> list[str]:
    """Return the tokens, with letters that blanks part put together: zhou yi is zhouyi."""
    joined: list[str] = []
    for token in tokens:
        if token.isalpha() and joined and joined[-1].isalpha():
            joined[-1] += token
        else:
            joined.append(token)
    return joined


def _readings(letters: str) -> Iterator[list[str]]:
    """Yield the ways to part letters into known words, the ones with long words first."""
    if not letters:
        yield []
        return
    for length in range(min(_LONGEST_WORD, len(letters)), 1, -1):
        if word := _WORDS.get(letters[:length]):
            for rest in _readings(letters[length:]):
                yield [word, *rest]


def _settled(words: list[str]) -> str:
    """Return the words as one, each syllable of two meanings in the one that its place gives it."""
    numbers = frozenset(_NUMBERS.values())
    units = frozenset(_UNITS.values())
    said = list(words)
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        counted = after in units or after in numbers or after[:1].isdigit()
        before = words[at - 1] if at else ""
        if word == "八" and not after:
            said[at] = "吧"
        elif word == "八" and not counted and before not in units | numbers | {"每"}:
            said[at] = "把"
        elif word == "号" and before not in numbers and not before[:1].isdigit():
            said[at] = "好"
        elif word == "就" and (after in units or before in numbers):
            said[at] = "九"
    return "".join(said)
