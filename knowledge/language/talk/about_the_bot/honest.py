"""这bot是AI吗, 是不是ChatGPT, 你这答案靠谱吗: whether a program answers, and whether one may rely on it.

Such a message has no word that speaks of anything else. So all of them are looked at, in whatever order.
"""

from core.patterns import pattern
from knowledge.language.talk.about_the_bot.topics import Topic

_MODELS = (
    r"chatgpt|chat|gpt(?:[345][o.]?\d?)?|deepseek|ds|claude|gemini|llama|openai|kimi|copilot|grok|llm|aigc|ai|豆包|文心(?:一言)?|通义(?:千问)?|千问|元宝|混元"
    r"|讯飞|星火|智谱|清言|盘古|百川|月之暗面|深度求索|大?语言模型|大模型|小模型|模型|算法|人工智能|智能体|智能|神经网络|机器学习"
)
_PERSONS = r"真人|人工|活人|机器人?|机器|bot|程序|电脑|自动|人"
_RELIES = (
    r"靠谱|靠得住|可靠性?|可信度?|信得过|相信|能信|信|权威性?|准确[性率]?|精准|准不准|准|保真|属实|真实性?|真假"
    r"|依据|根据|凭据|凭什么|凭啥|错误率?|没错|有误|出错|答错|搞错|弄错|找错|说错|错"
)
_MADE_UP = (
    r"瞎编|胡编(?:乱造)?|编造|(?:自己|你|会|乱|是)编的?|编个|杜撰|假的|捏造|虚构|胡说(?:八道)?|瞎说|瞎扯|乱说|乱编"
    r"|胡扯|幻觉|造假|糊弄|骗人?|忽悠|蒙人?"
)
_SAYS_SO = (
    r"你们?|您|这个?|那个?|它|清风|小清|东西|玩意儿?|软件|系统|助手|小程序|应用|app|号|后台|背后|里面|底层|的|是不是|是|不会|会不会|会|不能|能不能|能"
    r"|可不可能|不可能|可能|可以|吗|么|呢|啊|吧|呀|嘛|用了?|哪个|哪家|哪种|哪儿|什么|啥|谁|到底|究竟|是否|有没有|没有|有|没|答案|回答|回复|回的|内容|结果|话|原文|出处|说|给|讲|答"
    r"|写|生成|自己|都|真|还是|还|或者|或|做|搞|弄|接入?|基于|靠|调用|版本|技术|我|我们|怎么|咋|放心|质量|怎样|如何|这些|那些|上面|刚才|不|了|出来|乱|在|怕|别|应该|算|属于|请问|想问|[1一]下"
    r"|背后|搜|找|查|一个|个|种|类|高|百分百|100%|保证|多少|多大|程度|,|[.?!~、:;]|就|也|又|那|和|跟|吗|哦|呗|唉|哎|喂|嗨|套壳|套|壳|来|拿|当真|鬼|驱动|聊天|客服|问答|一样|差不多|区别|你好|敢|过"
)
_ALL_OF_IT = pattern(rf"(?:{_MODELS}|{_PERSONS}|{_RELIES}|{_MADE_UP}|{_SAYS_SO})+")
_ASKS = pattern(
    r"[吗么呢?]|不[是会能准信靠保]|没有|是否|还是|什么|啥|哪|谁|多[少大高]|[吧呀]|怎[么样]|咋|凭|保证|不$|有.{0,4}误"
)
_OF_MODELS = pattern(_MODELS)
_OF_A_PROGRAM = pattern(r"机器|bot|程序|自动|电脑|是人是鬼|还是(?:真|活)?人|真人还是")
_INVENTS = pattern(_MADE_UP)
_OF_TRUST = pattern(_RELIES)
# These may be asked of what was shown, but where the bot or its answers are named.
_ALSO_OF_OTHERS = pattern(r"依据|根据|凭据|真假|属实|有误|(?<![答说搞弄找出])错|权威|准(?!不准|确)")
_OF_THE_BOT = pattern(r"你|答案|回[答复]|bot|清风|小清|机器人|软件|系统|助手|程序|内容|结果|搜|会不会|会|可能")
_COURTEOUS = pattern(
    r"你是(?:真人|机器人|人)(?:还是(?:真人|机器人|人))?[吗呢?]*"
)  # small talk has a word for it
_OF_WHAT = pattern(rf"(?:{_MODELS})(?:到底|究竟)?(?:是|有|会|能)?(?:什么|啥|哪些?|谁).*")  # 大模型是什么
_NOT_IT = pattern(
    r"在哪|哪[里儿]错|错(?:在|了)?哪|哪来|原文是|信什么|怎么(?:用|做|写|生成|找|搜|查)|有没有真?人|有真?人|^不准|要人|找[真活]?人|人工(?!智能)"
)


def honesty(said: str) -> Topic | None:
    """Return whether all of `said`, folded and run together, asks what answers or whether to rely on it."""
    if (
        not _ALL_OF_IT.fullmatch(said)
        or not _ASKS.search(said)
        or _NOT_IT.search(said)
        or _COURTEOUS.fullmatch(said)
        or _OF_WHAT.fullmatch(said)
    ):
        return None
    if _INVENTS.search(said):
        return Topic.MAKES_UP
    if _OF_MODELS.search(said) or _OF_A_PROGRAM.search(said):
        return Topic.MODEL
    sure = _OF_TRUST.search(_ALSO_OF_OTHERS.sub("", said)) or _OF_THE_BOT.search(said)
    return Topic.MAKES_UP if _OF_TRUST.search(said) and sure else None
