"""What is said to the bot about itself: 你会不会编, 谁能看到我问了什么, 今天发过了吗, 讲个笑话.

None of it is asked of the speeches, so none of it is looked up or put before editors. It is answered in a line
or two (handlers/asking/to_the_bot/about_itself.py). Only whole messages count: 会编造数据的怎么处理 is a
question.
"""

from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from core.patterns import any_of, pattern
from knowledge.language.calendar.day_questions import day_asked
from knowledge.language.commands.button_words import said_button
from knowledge.language.commands.pushes.pushed import asks_what_was_pushed
from knowledge.language.wishes.talk import Talk, talk
from knowledge.language.words.likeness import Sentences
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.signs import run_together

FILE = Path(__file__).with_name("to_the_bot.txt")
LONGEST = 40  # characters
_CLAUSES = pattern(r"[\s,，.。;；!！?？~～]+")
LIKE, LIKE_TO_THE_BOT, LIKELY = 0.65, 0.5, 0.3


class Topic(StrEnum):
    """What of the bot somebody speaks of."""

    MAKES_UP = "makes_up"  # whether it invents things
    WHO_SEES = "who_sees"  # who sees what one asks
    HOW_LONG = "how_long"  # and how long that is kept
    WORDS_KEPT = "words_kept"  # whether what was said just now is
    NAME_KEPT = "name_kept"  # whether their name is
    WHERE_KEPT = "where_kept"  # and on whose machine
    ITEMS_KEPT = "items_kept"  # what becomes of answers to 每周一题
    BOX_OF_QUESTIONS = "box_of_questions"  # who sees what was asked in vain
    FEEDBACK = "feedback"  # what becomes of a press on 有用 or 没用
    OWN_QUESTIONS = "own_questions"  # what they have asked themselves
    RANKED = "ranked"  # who asked most
    MY_ROLE = "my_role"
    NEW_HERE = "new_here"  # a new editor or operator says so
    THERE = "there"  # whether it is there
    SPIES = "spies"
    NAME = "name"
    WHO_AM_I = "who_am_i"
    WHO_ASKED = "who_asked"
    USELESS = "useless"
    PLAY = "play"  # a joke, a song
    WRITE = "write"  # something to be written for them
    LEAVES = "leaves"
    SUBJECTS = "subjects"  # more quotes of one subject
    FORGOTTEN = "forgotten"  # what becomes of one who has everything deleted
    BOX = "box"  # whether suggestions are nameless
    ANSWERED = "answered"  # whether a suggestion gets an answer
    ANSWERING = "answering"  # how an operator answers one
    TAKE_BACK = "take_back"  # a suggestion
    SILENT = "silent"  # it does not answer, or is slow
    CONTACT = "contact"  # who looks after it, and how to reach them
    FORWARD = "forward"
    STOP = "stop"  # the whole bot
    INVITE = "invite"  # how somebody else comes to use it
    BIND = "bind"  # a passage to a question
    ADD_SPEECH = "add_speech"
    PUSHED = "pushed"  # whether the quote has come today, and why not
    PUSHES = "pushes"  # how the pushes went
    QUIZ = "quiz"  # where the week's item is
    WHO_CHANGED = "who_changed"
    DELETED = "deleted"  # whether what is kept of one is gone by now
    ONE_CHAT = "one_chat"  # a notice for some chats only
    MODEL = "model"  # whether a language model answers
    BLACKED = "blacked"  # which stretches have ***, and what it stands for
    UNTOLD = "untold"  # the number of a document, its signs
    NUMBER = "number"  # what the number of a passage means
    QUOTABLE = "quotable"  # whether what stands there may be quoted as it is
    PICKS = "picks"  # which sentence is the finest
    PLAINER = "plainer"  # something in plainer words
    NOT_PRACTISING = "not_practising"  # another item, or no more, where nobody practises
    DAY = "day"  # a question to the calendar


_YOU = r"(?:你们?|您|这?个?(?:破|烂|小|傻)?机器人|清风|小清)"
_LEAD = (
    r"(?:请问|请告诉我|告诉我|想问一?下?|问一?下|想知道|麻烦|那么?|哎|唉|喂|话说|其实|另外|对了|还"
    r"有|你好|您好|[,.!])*+"
)
_END = r"(?:[呢啊呀吗吧嘛么哦噢啦了的,.?!~]|谢谢[你您]?)*"
_WHO = (
    r"(?:谁|哪些人|什么人|有人|别人|其他人|他们|大家|人家|你们?|您|(?:我们?)?(?:单位)?(?:的)?(?:领"
    r"导|科长|处长|主任|书记|同事|编辑|运维(?:人员)?|管理员|纪委|单位|后台|上面|办公室))"
)
_SEE = (
    r"(?:能不能|会不会|是不是|能|会|可以|都|也|还)*(?:看[到见]?|看得?[到见]|看不看得到|知道|晓得|查"
    r"得?到?|收到|听到)"
)
_ASKED = r"(?:在?(?:这里?|这儿))?(?:都|刚才|以前)?(?:问|说|发|写|聊|打|查|搜)(?:了|过|的)*"
_WHAT = r"(?:什么|啥|哪些|的|话|问题|内容|东西|记录|提问|消息|这些|字|聊天)*"
_KEPT = r"(?:会|要|能|被|给|一般)*(?:保存|保留|存|留)(?:着|下来)?"
_DAY = (
    r"(?:今[天日早儿]|早上|早晨|昨[天日]|刚才|这次|本群|群里|这[里儿]|我们?群?|每日|廉语|推送|那条"
    r"|消息|的|已经?|都|到现在|现在|还|一直|又)"
)
_SENT = r"(?:发|推送?|收|来|出|送)"
_SOME = r"[一1]?(?:[个首段则支份篇条句道]|点|几个)?"
_WHY = r"(?:怎么|为什么|为啥|为何|咋|啥原因|什么原因)"
_QUIZ = r"(?:每周一题|题目?(?!目))"
_OF_PUSHES = (
    r"(?:本?群里?的?|这里的?|推送的?|廉语的?|设置|时间|日子|提醒|静音|铃声|周末|工作日|星期|礼拜|[每周一二三四五六日天]"
    r"|早上|晚上|下午"
    r"|\d{1,2}[点:]\d{0,2}半?|[一二三四五六七八九十]{1,3}点半?)"
)
_PAPERS = (
    r"(?:心得体会|心得|体会|发言稿?|讲话稿|演讲稿|讲稿|总结|汇报|报告|检查|检讨书?|材料|方案|计划|"
    r"公文|简报|剖析材料|对照检查|自我批评|承诺书|倡议书|读后感"
    r"|观后感|文章|稿子?|信息|新闻稿|党课|申请书?|报道|心得感想|感想)"
)

_STARS = r"(?:\*{2,8}|星号|涂掉的|涂去的|涂黑的)"
_BLACKED = r"(?:涂|抹|遮|隐|隐藏|遮挡|屏蔽|脱敏|打码|打星号|删节)[掉去了黑住盖过的]*"
_BIT = r"(?:自然)?(?:段落?|处|个?地方|句|个?字|名字|内容|部分)"
_SAID: tuple[tuple[Topic, str], ...] = (
    (
        Topic.DELETED,
        r"(?:我的?|记录|数据|都|全|真的?|已经|现在|是不是|,)*+(?:删(?:干净|完|掉|除|好|光)|清(?:空|除)(?:干净)?)了?(?:吗|没有?|没|么)|确定删去",
    ),
    (
        Topic.ONE_CHAT,
        r"(?:这条|这个|通知|能不能|可不可以|可以|能|请|那)*+(?:只|仅|单独|光)(?:要|想)?(?:发送?|通知|发到|群发)(?:给|到)?"
        r"[^,.?!我]{1,8}?(?:群|会话|处室|科室|支部)(?:里)?(?:可以|行|就行|就好|就可以)?",
    ),
    (
        Topic.MODEL,
        rf"{_YOU}?(?:背后|到底|究竟|里面)?(?:用|是用|使用|基于|接|是不是|是|有没有|有|靠|调用)+(?:的|了|不用)*(?:是)?(?:什么|啥|哪个|哪家|哪种|个)?(?:的)?"
        r"(?:大?语言模型|大模型|ai模型|模型|算法|chatgpt|gpt|deepseek|豆包|文心(?:一言)?|通义(?:千问)?|人工智能|ai)(?:做|写|生成|回答)?(?:的)?",
    ),
    (
        Topic.BLACKED,
        rf"(?:(?:讲话稿?|原文|这两篇)[里中]?)?(?:都|一共|到底)?有?(?:哪(?:些|几个?)?|几|多少){_BIT}(?:内容)?(?:是|有|都|被)*(?:{_BLACKED}|(?:写|标)?(?:成|着|有)?{_STARS})",
    ),
    (
        Topic.BLACKED,
        rf"(?:这|那)?(?:几)?个?{_STARS}(?:号|的地方)?(?:到底|都|又)?(?:是|代表|指|写)(?:的)?(?:是)?(?:谁|什么人?|啥|哪位|哪个人?|何人|哪里)(?:的?名字|意思)?",
    ),
    (
        Topic.UNTOLD,
        r"(?:(?:这|那)?(?:几|两)?[篇些个次]?(?:讲话稿?|文件|稿子)(?:是谁讲的|是什么时候讲的|是谁写的)?,?)?(?:有没有|有|是否有|的)*(?:正式|发文)?的?(?:文号|发文号|发文字号|文件号|红头|密级|份号|公章)"
        r"(?:是(?:什么|多少|啥)|呢)?(?:没有?)?",
    ),
    (
        Topic.NUMBER,
        r"(?:出处里?的?|后面的?|这|那|末尾的?|段落的?|原文的?)*(?:[a-z0-9]{2,16}-\d{1,4}-\d{1,4}|(?:这|那)?(?:个|些|串|种)?(?:编号|数字编号))(?:这|那)?(?:个|些|串)?(?:编号|数字|号码?)?(?:里的数字)?"
        r"(?:都|又|到底)?(?:是|代表|表示|指|有)?(?:的是?)?(?:什么意思|啥意思|何意|什么含义|啥含义|怎么看|怎么读|怎么来的|怎么编的|代表什么|指什么)",
    ),
    (
        Topic.MAKES_UP,
        rf"{_YOU}?(?:的?(?:回答|答案|说的?|给的?|讲的?))?(?:会不会|是不是|有没有|可不可能|能不能|不"
        rf"会|会|能|是|有)+(?:都|自己|乱|瞎|胡|在|可能)*"
        r"(?:编造?|杜撰|胡编(?:乱造)?|胡说(?:八道)?|瞎编|瞎说|骗人?|撒谎|说谎|造假|出错|答错|说错|"
        r"搞错|弄错|改原文|乱来)(?:我|人|的)?",
    ),
    (
        Topic.MAKES_UP,
        rf"{_YOU}(?:的?(?:回答|答案|话)|[说给讲答]的)?(?:都)?(?:是不是|能不能|是|能|可以|都)*(?:真"
        rf"的?|可信|可靠|靠谱|准确?|准不准|靠不靠谱|信|算数|当真)",
    ),
    (Topic.WHO_SEES, rf"{_WHO}{_SEE}(?:是)?我们?(?:的)?(?:{_ASKED})?{_WHAT}"),
    (
        Topic.WHO_SEES,
        rf"我们?(?:的)?(?:{_ASKED}{_WHAT}|提问|问题|聊天记录|话),?(?:有没有|会不会|会|被|让|能)*{_WHO}?{_SEE}",
    ),
    (Topic.WHO_SEES, rf"{_ASKED}{_WHAT},?(?:会不会|是不是|会|是|要)*(?:记名|实名|匿名|留名|保密)"),
    (
        Topic.WHO_SEES,
        rf"{_YOU}?(?:会不会|会|是不是|能不能)(?:把)?(?:我们?)?(?:说|问)?的?(?:话|问题|内容)?(?:告诉"
        rf"|转给|泄露给|汇报给|报告给|告密给?)(?:我们?)?{_WHO}?",
    ),
    (
        Topic.HOW_LONG,
        rf"(?:我们?)?(?:的)?(?:{_ASKED}{_WHAT}|提问|问题|聊天记录|记录){_KEPT}(?:多久|多长时间|几天"
        rf"|多少天|几个月|到什么时候|吗)",
    ),
    (
        Topic.HOW_LONG,
        rf"{_YOU}{_KEPT}我?(?:们)?的?(?:话|问题|提问|记录|聊天记录|内容)?(?:多久|多长时间|几天|多少天)?",
    ),
    (
        Topic.SPIES,
        rf"{_YOU}(?!(?:到底)?(?:是|归|由)谁管)(?:到底|该)?(?:是不是|不会是|不是|是|会不会|在|来)*{_WHO}?(?:派|安排|请|找|装|让)?"
        rf"(?:你)?(?:来|过来|在)*(?:的)?"
        r"(?:监视|监控|监督|盯着?|查|偷听|偷看|套话|告密|打小报告|卧底|抓人|管)(?:我们?|大家|人|机"
        r"关|干部|职工)*",
    ),
    (Topic.NAME, rf"{_YOU}(?:叫|的名字|姓|尊姓大名)(?:是|叫)?(?:个)?(?:啥|什么|何)?(?:名字?|名)?"),
    (
        Topic.NAME,
        rf"(?:{_YOU}(?:叫(?:啥|什么)(?:名字?)?)?,?是?)?(?:由|被)?(?:谁|哪家公司|哪个公司|哪里|什么"
        rf"人|哪个单位)(?:做|造|开发|设计|写|弄|搞|发明|研发)(?:了|出来)?的?{_YOU}?",
    ),
    (
        Topic.NAME,
        rf"{_YOU}(?:今年)?(?:多大|几岁|是男的?(?:还)?是女的?|是男是女|男的女的|住哪里?|从哪里?来|是"
        rf"哪里?(?:的)?人?|结婚了?|有对象)",
    ),
    (
        Topic.NAME,
        rf"{_YOU}(?:有没有|有|谈|交|找|想|喜欢|过|了|个)*(?:女朋友|男朋友|对象|老婆|老公|媳妇|爱人|孩子|爸妈?|妈妈?|父母|家人|兄弟"
        r"|朋友|感情|灵魂|生日|工资)(?:了)?(?:没有?|没|多少|几个|是谁|是哪天)?",
    ),
    (
        Topic.WHO_AM_I,
        r"(?:你|您)?(?:知道|知不知道|晓得|猜|认识|认不认识|认得|记得|还记得)*(?:我是谁|我叫(?:什么"
        r"|啥)(?:名字?)?|我吗)",
    ),
    (
        Topic.WHO_ASKED,
        r"(?:刚才|刚刚|上面|前面|这个|这些|那个|这条|那条|第[一二三四五六七八九十\d]+[个条]|问题|的"
        r"|,)*(?:都)?是?(?:谁|哪个人?|哪些人)(?:问|提问)(?:的|了)(?:问题|这个|这些)?",
    ),
    (
        Topic.USELESS,
        rf"{_YOU}?(?:这|个|破|到底|究竟|真|也|就|都|可|太|咋|怎么|是|的|破机器人|机器人|东西|玩意儿?)*"
        r"(?:有(?:啥|什么|毛|屁|个啥)用|有啥(?:意思|意义)|没(?:啥|什么|有|个)*用|不中用|干啥吃的|吃"
        r"干饭的|(?:啥|什么)[也都](?:不会|不知道|不懂|没有|答不(?:上|出)来?)"
        r"|一问三不知|(?:老|总|老是|总是|就会|只会|只知道)(?:说|回|讲|答|告诉我)?(?:没有?|没说到|不"
        r"知道|这一?句|一样的(?:话)?|这几句)|(?:又|还)(?:说|是)没有|答不(?:上|出)来?)",
    ),
    (
        Topic.USELESS,
        r"(?:你|您)?们?这?个?(?:破|烂|臭|死|鬼|傻|垃圾)+(?:机器人|玩意儿?|东西|软件|程序)(?:真|太|也|可|好|怎么|这么|是|的|得|很|实在)*"
        r"(?:烦|讨厌|吵|笨|蠢|慢|差劲|垃圾|难用|啰嗦|话多|废话多|恶心|气)(?:死|透|极)?(?:我|人)?",
    ),
    (
        Topic.USELESS,
        rf"{_YOU}(?:说话|讲话|回答|回复|答话)?(?:真|太|好|怎么|这么|挺|有点|是)*(?:官腔|打官腔|官方|生硬|死板|冷冰冰|冷淡|无情|没人情味|假)",
    ),
    (
        Topic.PLAY,
        rf"(?:给我们?|给大家|再|请|{_YOU}|能不能|会不会|可以|会|能|帮我)*+(?:讲|说|来|唱|念|编|背|"
        rf"猜)(?:{_SOME})(?:冷)?(?:笑话|段子|故事|歌|脱口秀|绕口令|儿歌|相声|脑筋急转弯|谜语?|鬼故"
        rf"事|诗)"
        r"(?:听听?|来听|给我听|吧|猜猜)*",
    ),
    (
        Topic.PLAY,
        rf"(?:{_YOU}|能不能|会不会|可以|会|能|来|再|我们?|想|要|快|和|跟)*+(?:陪我?|逗我?)?(?:唱歌"
        rf"|跳舞|下棋|打牌|算命|聊天|聊聊天?|聊会儿?天?|玩(?:会儿)?游戏|解闷|说说话|玩玩?|笑一?[个笑]"
        rf")(?:吗|吧|会儿)*",
    ),
    (
        Topic.PLAY,
        r"(?:今天|明天|后天|这几天|周末|外面)?(?:的)?天气(?:怎么样|如何|咋样|好吗|预报|好不好)?|(?"
        r":今天|明天)(?:会|要)?(?:下雨|下雪|冷|热)(?:吗|不)",
    ),
    (
        Topic.WRITE,
        rf"(?:请|帮我?|替我?|给我们?|麻烦[你您]?|{_YOU}|能不能|可不可以|可以|能|会不会|会|我们?|要"
        rf"|想|,)*+(?:代?写|起草|拟|草拟|编|生成|撰写|搞|弄)(?:{_SOME}|一下|1下)(?:[^,.?!]{{0,12}}?"
        rf"的?){_PAPERS}(?:给我|出来|行吗|可以|行|好)*",
    ),
    (
        Topic.LEAVES,
        rf"(?:行|好|算|得|罢|那|就)?(?:了|吧)?,?(?:我)?(?:不|懒得|没空|不想|没心情)(?:再)?(?:跟|和"
        rf"|同|与){_YOU}(?:瞎)?(?:聊|说|讲|废话|扯|掰扯|计较|玩|啰嗦)(?:下去|话)?",
    ),
    (
        Topic.LEAVES,
        r"(?:算|行|好|得|罢|就这样|今天|就|先|到这里?|这样)*(?:了|吧)?,?(?:我)?不(?:再)?(?:聊|说|问|扯|唠)(?:了|吧)*"
        r"(?:,?我?(?:先|要|该|准备)*(?:下班|走|撤|睡觉?|回家|吃饭|忙|开会|干活|休息)[去了吧]*)+",
    ),
    (
        Topic.LEAVES,
        r"(?:我)?(?:先)?(?:走了|撤了|下班了|睡了|去忙了|忙去了|开会去了|去开会了|吃饭去了|回头再聊"
        r"|改天再聊|有空再聊)",
    ),
    (
        Topic.SUBJECTS,
        r"(?:以后|每天|廉语|推送|能不能|可不可以|可以|希望|最好|建议|请|,)*(?:多|少)(?:发|推|选|来"
        r"|放)(?:[一1]?[点些])?(?:讲|说|关于|有关|跟|和)*[^,.?!]{1,8}(?:的|方面的?|这类的?|类的)(?"
        r":廉语)?"
        r"(?:,[^,.?!]{1,8}(?:那些|的|就|少|多|别|不要|再){1,4}(?:来|发|推)?(?:[一1]?[点些])?)?",
    ),
    (
        Topic.SUBJECTS,
        r"(?:廉语|推送|每天|每日)*(?:能不能|可不可以|可以|能)(?:按|照|选|挑|指定)(?:着)?(?:主题|题"
        r"目|内容|专题|类别|话题)(?:来)?(?:发|推送?|选|订|订阅)?",
    ),
    (
        Topic.FORGOTTEN,
        r"(?:删[完了掉除]*(?:记录)?|清[空除完]|全删|都删)(?:以后|之后|后|了|的话|,)*(?:我)?(?:还|就"
        r"|是不是|会不会)*(?:能|可以|会|有|在)*(?:不能|不可以)?(?:再)?"
        r"(?:用|问|收到?(?:推送|廉语)?|使用|恢复|找回|怎么样|怎样|什么影响|影响什么|订阅|推送)(?:还在|还能)?",
    ),
    (
        Topic.BOX,
        r"(?:提|写|发|这个)?(?:意见箱?|建议|意见)(?:里|的话)?(?:是不是|是|要|能不能|能|可以|会)*(?"
        r":匿名|实名|署名|记名|保密)",
    ),
    (
        Topic.BOX,
        r"(?:提|写|发)?(?:意见箱?|建议|意见)(?:会不会|会|能|被)*(?:知道|看到|看得到|查到)是?(?:谁|"
        r"我)(?:写|提|发)?的?",
    ),
    (
        Topic.ANSWERED,
        rf"(?:意见|建议|提|的|那|,)*(?:{_WHO})?(?:会不会|什么时候|啥时候|多久|会|能|要)+(?:有人)?(?"
        rf":给)?(?:我)?(?:才)?(?:能)?(?:回|回复|答复|回音|理|回信|处理)(?:我|复)?",
    ),
    (
        Topic.ANSWERED,
        r"(?:我)?[的提写]*(?:意见|建议)(?:有没有|会有|有|会不会有|会被?)*(?:没有)?(?:人)?"
        r"(?:看到?|理|管|答复|回复|回音|处理|采纳)",
    ),
    (
        Topic.ANSWERING,
        r"(?:收到的)?(?:意见|建议)(?:怎么|怎样|如何|咋|在哪里?)(?:去)?(?:回复?|答复|处理|看|查看)",
    ),
    (
        Topic.ANSWERING,
        r"(?:怎么|怎样|如何|咋|在哪里?)(?:去|给)?(?:回复?|答复|处理|看到?|查看)(?:大家|同事|别人|收"
        r"到)?的?(?:意见|建议)(?:箱)?",
    ),
    (
        Topic.TAKE_BACK,
        r"(?:请|帮我|能不能|可不可以|可以|想|要|把|将|我)*+(?:撤回|撤销|收回|取消|删[掉除]?|撤了?|"
        r"不要)(?:我)?(?:的)?(?:刚才|刚刚|上面|之前|前面|昨天|上次)?(?:我)?(?:提|发|写|说)?的?(?:那"
        r"|这)?[个条1一]*(?:意见|建议)",
    ),
    (
        Topic.TAKE_BACK,
        r"(?:把|将)?(?:我)?(?:的)?(?:刚才|刚刚|上面|之前|前面|昨天|上次)?(?:我)?(?:提|发|写|说)?的?"
        r"(?:那|这)?[个条1一]*(?:意见|建议)(?:我)?(?:想|要|能不能|能|可以|给|就|还是)*(?:撤回|撤销"
        r"|收回|撤了?|取消|删[掉除]?|不要|不提|作废|不算)",
    ),
    (
        Topic.SILENT,
        rf"{_YOU}?(?:怎么|为什么|为啥|咋|还|一直|都|老|是不是)*(?:没反应|不回(?:我|话|消息)?|不说话"
        rf"|不理我|这么慢|太慢|卡住?|卡死)",
    ),
    (Topic.SILENT, rf"{_YOU}(?:是不是|又|怎么|好像|有没有)*(?:坏|卡|死机?|挂|宕机|出(?:问题|毛病|故障|错))"),
    (
        Topic.CONTACT,
        r"(?:编辑|运维(?:人员)?|管理员|负责人|负责内容的(?:同事|人)?)(?:都)?(?:是|有)(?:谁|哪些人?"
        r"|哪位|哪几个)",
    ),
    (
        Topic.CONTACT,
        r"(?:怎么|怎样|如何|咋|在哪里?)(?:才能|能|去)?(?:联系|找到?|给|跟|向)(?:你们?的?)?(?:编辑|"
        r"运维(?:人员)?|管理员|负责人?|后台|管你的人?|主人)(?:留言|说|反馈|反映|联系|发消息)?",
    ),
    (
        Topic.CONTACT,
        rf"(?:谁|哪位|什么人)(?:是|在|来)?(?:管|负责|维护|运营)(?:着)?(?:{_YOU}|内容|这个)|{_YOU}(?"
        rf":到底)?(?:归|由|是)谁(?:管|负责|维护|运营)(?:的)?|{_YOU}的(?:主人|老板|领导|负责人)是谁",
    ),
    (
        Topic.CONTACT,
        r"(?:怎么|怎样|如何|咋)(?:才能|能)?(?:成为|当上?|做)(?:编辑|运维(?:人员)?)|我(?:也)?想(?:当"
        r"|做)(?:编辑|运维(?:人员)?)",
    ),
    (
        Topic.FORWARD,
        r"(?:怎么|如何|咋|能不能|可不可以|可以|请|帮我?|给我|替我|麻烦)*+(?:把|将)?(?:今天|刚才|上"
        r"面)?(?:的)?(?:这|那)?[条段句个篇]?(?:话|廉语|消息|原文|内容)?(?:直接)?(?:转|转发|转给|发"
        r"给|分享给|推荐给)"
        r"(?:给)?(?!人工)(?:[老小][\u4e00-\u9fff]|同事|别人|朋友|领导|大家|家人|爱人|[\u4e00-\u9fff]"
        r"{1,2}(?:科长|主任|处长|局长|书记|总|工|姐|哥))(?:们)?(?:看看?|一份|一下)?",
    ),
    (
        Topic.STOP,
        r"(?:怎么|如何|请|帮我|能不能|可以|想|要|把|将|给我)*+(?:停|关|关闭|停掉|关掉|停用|卸载|下"
        r"线|停止)(?:一下|掉|了)?(?:整个|这个|你这个)?(?:机器人|清风)(?:的?(?:服务|功能))?"
        r"|(?:怎么|如何|请|帮我|能不能|可以|想|要|把|将|给我)*+(?:整个|这个)?(?:机器人|清风)(?:给)?"
        r"(?:停|关|停掉|关掉|停用|卸载|下线|停下来|关闭)(?:一下|掉|了)?",
    ),
    (
        Topic.BIND,
        r"(?:请|帮我|给我|把|将|这个|它|这条|问题|能不能|可以|怎么|如何)*+绑定?(?:到|成|为|上|在)?"
        r"(?:[a-z0-9]{2,16}(?:-\d{1,4}){1,2}|原文|段落|一段|哪一?段)(?:吧|上)?",
    ),
    (
        Topic.INVITE,
        r"(?:怎么|怎样|如何|咋|能不能|可以)*+(?:才能)?(?:邀请|拉|加|让|请|添加)(?:新|别的|其他|几个"
        r")?(?:同事|新人|人|用户|成员|[老小][\u4e00-\u9fff])"
        r"(?:进来|来|也)*(?:使用|用)?(?:机器人|清风|你)",
    ),
    (
        Topic.INVITE,
        r"(?:怎么|怎样|如何|咋)(?:才能)?(?:邀请|添加|加)(?:新)?(?:同事|新人|人|用户|成员)(?:进来)?",
    ),
    (
        Topic.ADD_SPEECH,
        r"(?:怎么|如何|咋|怎样|在哪里?)(?:才能|能)?(?:把)?(?:加|添加|上传|导入|收录|增加|放|传|新增"
        r")(?:进|上|入|一?[篇份个])*(?:新的?)?(?:领导)?(?:讲话稿?|文件|文稿|稿子)(?:进去|上去|进来"
        r")?",
    ),
    (
        Topic.ADD_SPEECH,
        r"(?:新的?)?(?:讲话稿?|文稿|稿子)(?:怎么|如何|咋|怎样|在哪里?)(?:加|添加|上传|导入|收录|放"
        r"|传)(?:进|上|入)?(?:去|来)?",
    ),
    (
        Topic.PUSHED,
        rf"{_DAY}*(?:有没有)?{_SENT}(?:过|了|出来|出去|到)*(?:每日|今天的?)?(?:廉语|推送|消息)?(?:"
        rf"过|了)?(?:吗|没有?|么|没|了没有?|了吗|过没有?)",
    ),
    (
        Topic.PUSHED,
        rf"(?:{_WHY}|{_DAY})*{_WHY}(?:{_DAY})*(?:(?:没有?|未)(?:给我们?|再)?{_SENT}(?:到|出来)?|不"
        rf"(?:给我们?|再)?(?:发|推送?))(?:廉语|推送|消息|每日廉语)?",
    ),
    (Topic.PUSHED, rf"{_DAY}*(?:没有?|未)(?:给我)?{_SENT}(?:到|出来)?(?:廉语|推送|每日廉语)"),
    (
        Topic.PUSHED,
        r"(?:我们?|群里|这里|有人|今天|一直|怎么|为什么|还|都|也)*(?:(?:还)?没(?:有)?(?:收到|发)|收"
        r"不到)(?:推送|廉语|每日廉语|消息)?",
    ),
    (
        Topic.PUSHES,
        r"(?:看看?|查一?下|查查)?(?:今天|昨天|本周|这周|最近|现在)?的?(?:推送|廉语推送|发送)(?:的)?"
        r"(?:情况|结果|状态|效果)?(?:得|是否|还)*(?:怎么样|怎样|如何|咋样|好不好|正常|顺利|成功)"
        r"|(?:今天|昨天)(?:的)?(?:推送|廉语)(?:都)?(?:发出去|发到|送到|收到|发完|发成功)(?:了)?(?:"
        r"没有?)?|(?:大家|各群|所有人?|都)+(?:收到|发到|送到)(?:今天的?|推送|廉语)*(?:了)?(?:没有?"
        r")?",
    ),
    (
        Topic.QUIZ,
        rf"(?:今天|这周|本周|这个?星期|周[一二三四五六日]|的|说好)*{_QUIZ}(?:呢|在哪里?|去哪里?|怎"
        rf"么(?:还)?没(?:有)?(?:{_SENT}|见)?|{_SENT}(?:过|了)*(?:没有?|吗)|没(?:有)?{_SENT})",
    ),
    (
        Topic.QUIZ,
        rf"(?:不是)?(?:说|订|定)(?:好|了|过)*(?:的)?(?:是)?(?:每)?(?:个)?(?:周|星期|礼拜)?[一二三四五六日天]?"
        rf"(?:[上下]午)?(?:会|要)?{_SENT}[一1]?道?题(?:目)?",
    ),
    (Topic.QUIZ, rf"(?:{_WHY}|今天|这周|本周|还|都|一直|的|又)*没(?:有)?{_SENT}(?:[一1]?道)?题(?:目)?"),
    (
        Topic.QUOTABLE,
        r"(?:上面|刚才)?(?:[这那][一1]?[段句条](?:话|原文)?|[这那]话|原文)(?:我)?(?:能不能|可不可以|是不是可以|可以|能)(?:直接|原样|原封不动|就这么|照原样|整段)*"
        r"(?:引用?|照搬|照抄|照用|抄|用)(?:[进到在](?:我的?)?(?:材料|稿子|文件|汇报|报告|总结|公文|ppt)(?:里|中|上)?|[一1]?下)?(?:行|可以)?不?",
    ),
    (
        Topic.NOT_PRACTISING,
        r"(?:再?来|再?换|再?做|下|跳过这)[一1]?道|(?:我|先|今天|就|好了?|行了?|,)*不(?:再)?(?:练题?|做题)了?",
    ),
    (
        Topic.WHO_CHANGED,
        rf"(?:请问)?(?:这|是)?(?:谁|哪个人?|哪位)(?:把|给)?{_OF_PUSHES}*(?:改动?|调整?|换|设置?|定"
        rf"|停|暂停|退订|取消|订阅?|关掉?|动|弄|搞)(?:了|过|掉|成|到|为|回|的)*{_OF_PUSHES}*(?:推送"
        rf")?的?",
    ),
)
_ANY = any_of((said for _, said in _SAID), _LEAD, _END)
_PATTERNS = tuple((topic, pattern(f"{_LEAD}(?:{said}){_END}")) for topic, said in _SAID)
_OF_ONESELF = frozenset({Topic.MY_ROLE, Topic.NEW_HERE, Topic.OWN_QUESTIONS})
# Said while words for other people are wanted, these may be those words.
REMARKS = frozenset({Topic.USELESS, Topic.SUBJECTS, Topic.LEAVES})


@lru_cache(READ_AT_ONCE)
def to_the_bot(text: str) -> Topic | None:
    """Return what of the bot all of `text` is about; None for other words."""
    said = run_together(text[: 3 * LONGEST])
    if not 1 < len(said) <= LONGEST:
        return None
    if not _ANY.fullmatch(said):
        return Topic.DAY if day_asked(text) else _likely(said) or _of_all_clauses(text)
    topic = next(topic for topic, form in _PATTERNS if form.fullmatch(said))
    return None if _is_done(topic, text, said) else topic


def _of_all_clauses(text: str) -> Topic | None:
    """Return what the clauses are about, where each is about the bot: 服务器在哪 是不是传到国外了.

    Of several the one that says who sees what: 你是谁管的 我问的话领导看得见吗. Else the first.
    """
    clauses = [one for one in _CLAUSES.split(text.strip()) if one]
    first = to_the_bot(clauses[0]) if len(clauses) > 1 else None
    if first is None or not all(_goes_with(first, one) for one in clauses[1:]):
        return None
    return Topic.WHO_SEES if Topic.WHO_SEES in map(to_the_bot, clauses[1:]) else first


def _goes_with(topic: Topic, clause: str) -> bool:
    """Return whether a further clause is of the bot as well, or like what is said of the same topic."""
    name, like = _sentences().nearest("".join(fold(clause).split()))
    return (name == topic and like >= LIKELY) or to_the_bot(clause) is not None


def likely_topic(text: str) -> Topic | None:
    """Return the topic that `text` is most like, where it is said to the bot and nobody knew what of."""
    topic, like = _sentences().nearest("".join(fold(text).split()))
    return Topic(topic) if like >= LIKELY else None


def _likely(said: str) -> Topic | None:
    """Return the topic of the sentence that these words are like; less is enough where the bot is spoken to."""
    topic, like = _sentences().nearest(said)
    if topic in _OF_ONESELF and "我" not in said:  # 谁是编辑
        return None
    if like < LIKE_TO_THE_BOT or (like < LIKE and talk(said) is not Talk.ITSELF):
        return None
    return Topic(topic)


@cache
def _sentences() -> Sentences:
    return Sentences(FILE)


def _is_done(topic: Topic, text: str, said: str) -> bool:
    """Return whether these words have a button of their own, or are asked of a day gone by."""
    if topic is Topic.FORWARD:
        return said_button(text) is not None
    return topic in {Topic.PUSHED, Topic.PUSHES} and "今" not in said and asks_what_was_pushed(text) is not None


def asks_the_bot(text: str) -> bool:
    """Return whether `text` asks something of the bot, and is no remark that may be meant for others."""
    topic = to_the_bot(text)
    return topic is not None and topic not in REMARKS
