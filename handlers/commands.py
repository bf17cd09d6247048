"""The command table: the one list that handlers, Telegram's menus, /help and the manual come from."""

from dataclasses import dataclass
from enum import StrEnum

from core.models import Role


class Scope(StrEnum):
    """Whose menu a command is in. It works in every chat; in a channel only with CHANNEL."""

    PRIVATE = "private"
    GROUP = "group"
    GROUP_ADMINS = "group_admins"
    CHANNEL = "channel"


class Argument(StrEnum):
    """What may follow a plain word, so that 订阅 8:30 is a command and 订阅的意义是什么 is a question."""

    NOTHING = "nothing"
    ANYTHING = "anything"
    TIME = "time"
    SPAN = "span"
    NUMBER = "number"
    PERIOD = "period"
    QUIZ = "quiz"


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `words` work like it without a slash, and with one (/问); the first is its Chinese name.

    `role` is what a person needs for it; only people with it see it in menus and /help. `private`: it is
    refused in groups, where others would read along. `judges`: after the slash it takes any words and checks
    them itself.
    """

    name: str
    words: tuple[str, ...]
    description: str
    usage: str
    help: str
    scopes: frozenset[Scope]
    argument: Argument = Argument.NOTHING
    role: Role = Role.MEMBER
    private: bool = False
    private_role: Role | None = None
    judges: bool = False

    def needs(self, scope: Scope) -> Role:
        """Return the role that sees this command in `scope`'s menu: what it needs, in private maybe more."""
        return self.role if self.private_role is None or scope is not Scope.PRIVATE else self.private_role


EVERYWHERE = frozenset({Scope.PRIVATE, Scope.GROUP, Scope.GROUP_ADMINS})
WHERE_PUSHED = frozenset({Scope.PRIVATE, Scope.GROUP_ADMINS, Scope.CHANNEL})

COMMANDS: tuple[Command, ...] = (
    Command(
        "ask",
        ("问", "提问"),
        "提问：从讲话原文里找答案",
        "/ask 三重一大是什么",
        "从讲话里找原文来回答，一字不改。私聊时直接发问题就行；群里也可以 @我 或回复我。",
        EVERYWHERE,
        Argument.ANYTHING,
    ),
    Command(
        "quote",
        ("今日廉语", "廉语", "每日廉语", "今天的廉语", "每日一句"),
        "今日廉语",
        "/quote",
        "看今天的廉语和它的出处；“换一条”看别的，“/quote 昨天”“/quote 11月3日”看过去的。",
        EVERYWHERE | {Scope.CHANNEL},
        judges=True,
    ),
    Command(
        "subscribe",
        ("订阅", "订阅廉语", "订阅每日廉语", "我要订阅"),
        "订阅每日廉语，可写时间",
        "/subscribe 08:30",
        "每天到点推送一条廉语；不写时间就用默认的，可写日子：“订阅 周一三五 8:30”。群里由群主或管理员操作。",
        WHERE_PUSHED,
        Argument.TIME,
    ),
    Command(
        "unsubscribe",
        ("退订", "取消订阅", "退订廉语", "退订每日廉语"),
        "退订每日廉语",
        "/unsubscribe",
        "不再推送，随时可以再订。群里由群主或管理员操作。",
        WHERE_PUSHED,
    ),
    Command(
        "settings",
        ("设置", "推送设置", "改时间", "静音"),
        "推送时间、日子、静音、退订",
        "/settings",
        "看推送状态，点按钮改时间、改日子（工作日，或任何几天）、开节前提醒、静音、暂停或退订。",
        WHERE_PUSHED,
        judges=True,
    ),
    Command(
        "quiz",
        ("每周一题",),
        "每周一题：订阅、改时间",
        "/quiz 每周三下午三点",
        "每周问一道讲话里的题，匿名作答，答完看得到原文。选星期几、几点，如“每周一题 周三下午三点”，"
        "不要了说“每周一题 退订”。群里由群主或管理员操作。",
        WHERE_PUSHED,
        Argument.QUIZ,
        judges=True,
    ),
    Command(
        "practice",
        ("练一练", "练习", "做题"),
        "练一练：自己做几道题",
        "/practice",
        "自己练讲话里的题：答错的、快忘的先问。结果只有您自己知道。请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        private=True,
    ),
    Command(
        "duty",
        ("廉政事项", "我的廉政事项", "要办的事项"),
        "廉政事项：到期提醒、已办",
        "/duty",
        "看自己的廉政事项（谈话、责任书、警示教育等）：同意提醒、记已办、推迟。运维人员用它设立事项、"
        "看还有几件没办，如“/duty 廉政谈话 每季度末 9点”。请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        private=True,
        judges=True,
    ),
    Command(
        "preview",
        ("预览", "预览廉语", "预览推送"),
        "预览下一条推送",
        "/preview",
        "看下一条推送是什么样、什么时候来。群里由群主或管理员操作。",
        WHERE_PUSHED,
    ),
    Command(
        "pause",
        ("暂停", "暂停推送", "暂停廉语"),
        "暂停推送几天，或到某天",
        "/pause 3天",
        "几天不推送，或停到某天、某个节日后，如“暂停3天”“暂停到节后”，到期自动恢复。群里由群主或管理员操作。",
        WHERE_PUSHED,
        Argument.SPAN,
    ),
    Command(
        "resume",
        ("恢复", "恢复推送", "恢复廉语"),
        "恢复推送",
        "/resume",
        "不等到期，马上恢复推送。群里由群主或管理员操作。",
        WHERE_PUSHED,
    ),
    Command(
        "p",
        ("原文", "段落"),
        "按编号查原文",
        "/p 2023-3-07",
        "每段原文都有编号，写在出处的末尾；凭编号随时能再打开。",
        EVERYWHERE,
        Argument.NUMBER,
    ),
    Command(
        "speeches",
        ("讲话目录", "目录", "讲话列表", "有哪些讲话", "全部讲话"),
        "讲话目录",
        "/speeches",
        "看有哪几篇讲话，点开看目录，一页一页读；下次发“接着读”，从上次的地方继续。"
        "负责内容的同事在私聊里可以下架、恢复；把文件发给我就能加新讲话。",
        EVERYWHERE,
    ),
    Command(
        "rollback",
        ("撤回上一次", "撤回改动"),
        "撤回对讲话的上一次改动",
        "/rollback",
        "撤回上一次收录、换新版、下架或恢复：先说清会怎样，确认了才撤。只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.EDITOR,
        private=True,
    ),
    Command(
        "curate",
        ("廉语管理", "管理廉语", "审定廉语"),
        "廉语管理",
        "/curate",
        "审定、改长短、隐藏廉语，给某天定一条。没有审定的不会推送。只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.EDITOR,
        private=True,
    ),
    Command(
        "checklist",
        ("节前清单", "管理节前清单"),
        "节前清单：审定节前提醒",
        "/checklist",
        "审定放假前提醒里列的几条（公车、公款、礼品、宴请、值班）和适合的廉语；没有审定的不列。"
        "只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.EDITOR,
        private=True,
    ),
    Command(
        "items",
        ("题目管理", "管理题目", "审定题目"),
        "题目管理：审定每周一题",
        "/items",
        "审定、改写、停用每周一题和练一练的题目；题目按讲话原文起草，没有审定的不会问。"
        "只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.EDITOR,
        private=True,
    ),
    Command(
        "ways",
        ("相似问", "管理相似问"),
        "相似问：出题、抽查、收下",
        "/ways",
        "给讲话准备相似问：请模型或人出题，抽查、看过效果再收下，可整批撤回。只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.EDITOR,
        private=True,
    ),
    Command(
        "suggest",
        ("意见箱", "提意见", "提建议"),
        "给运维人员提意见，可匿名",
        "/suggest",
        "给运维人员写一条意见，署名或匿名由您选，答复由我转给您。请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        Argument.ANYTHING,
        private=True,
    ),
    Command(
        "forget_me",
        ("忘记我", "删除我的记录", "删去我的记录"),
        "删去与我有关的记录",
        "/forget_me",
        "删去我保存的与您有关的记录，删前会再问您一次。",
        EVERYWHERE,
    ),
    Command(
        "stats",
        ("统计", "使用统计"),
        "使用统计",
        "/stats",
        "群里由群主或管理员看本群的提问、回答和推送；运维人员私聊可看全部。",
        frozenset({Scope.GROUP_ADMINS, Scope.PRIVATE}),
        private_role=Role.OPERATOR,
    ),
    Command(
        "inbox",
        ("未答问题", "未答问题箱", "问题箱"),
        "未答问题箱",
        "/inbox",
        "看没答上的问题，绑定原文或回复提问人。只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.EDITOR,
        private=True,
    ),
    Command(
        "push",
        ("推送报告", "今日推送"),
        "今天的推送情况",
        "/push",
        "看今天推送什么、发出多少、谁没收到；可暂停、换一条、补发。“/push 8月18日”看过去的。只有运维人员能用，"
        "请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.OPERATOR,
        private=True,
        judges=True,
    ),
    Command(
        "notice",
        ("发通知", "群发通知"),
        "给所有订阅者发通知",
        "/notice",
        "写一条通知，看过样子、确认后发给所有订阅的会话，发完有报告。只有运维人员能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        Argument.ANYTHING,
        role=Role.OPERATOR,
        private=True,
    ),
    Command(
        "ledger",
        ("台账", "廉政台账", "做台账"),
        "台账：一段时间的工作记录",
        "/ledger 2026年第三季度",
        "选月、季度、年或起止日期，做出台账的表格和公文格式的文档；“/ledger 补记”补记机器人以外的事。没有人名。"
        "只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        Argument.PERIOD,
        role=Role.EDITOR,
        private=True,
        judges=True,
    ),
    Command(
        "material",
        ("主题材料", "学习材料"),
        "主题材料：一个主题的原文",
        "/material 作风建设",
        "把各篇讲话里说到一个主题的原文找齐，勾选后做成文档，一字不改。只有负责内容的同事能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.EDITOR,
        private=True,
        judges=True,
    ),
    Command(
        "export",
        ("导出提问", "导出提问记录"),
        "导出提问与回答",
        "/export",
        "把保存的提问和回答导出成表格，不含提问人。只有运维人员能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.OPERATOR,
        private=True,
    ),
    Command(
        "audit",
        ("变更记录", "操作记录"),
        "变更记录",
        "/audit",
        "看谁在什么时候改了什么，可存成表格。只有运维人员能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.OPERATOR,
        private=True,
    ),
    Command(
        "help",
        ("帮助", "使用帮助", "怎么用"),
        "使用帮助",
        "/help",
        "看我会做什么、怎么问。",
        EVERYWHERE,
    ),
    Command(
        "privacy",
        ("隐私", "隐私说明"),
        "我保存什么、不保存什么",
        "/privacy",
        "看我保存什么、不保存什么。",
        EVERYWHERE,
    ),
    Command(
        "start",
        ("开始",),
        "开始使用",
        "/start",
        "打个招呼，看三行介绍。",
        frozenset(),
        role=Role.STRANGER,
        judges=True,
    ),
    Command(
        "claim",
        ("认领运维",),
        "凭控制台的认领码当运维人员",
        "/claim ABCD-EFGH-JKLM",
        "还没有运维人员时，凭启动时控制台上的一次性认领码当运维人员。请在私聊里用。",
        frozenset(),
        Argument.NUMBER,
        role=Role.STRANGER,
        private=True,
    ),
    Command(
        "roles",
        ("角色名单", "谁可以使用"),
        "谁可以使用",
        "/roles",
        "看运维人员、编辑、获准的人和群，批准或退出群。只有运维人员能用，请在私聊里用。",
        frozenset({Scope.PRIVATE}),
        role=Role.OPERATOR,
        private=True,
    ),
    Command(
        "invite",
        ("邀请同事",),
        "邀请同事",
        "/invite 5 7",
        "做邀请链接：可用几次、几天，加 editor 邀请编辑；“/invite 列表”看和撤回。只有运维人员能用。",
        frozenset({Scope.PRIVATE}),
        Argument.NUMBER,
        role=Role.OPERATOR,
        private=True,
    ),
    Command(
        "admit",
        ("准许使用",),
        "准许一个人使用",
        "/admit 123456789",
        "写上编号，或回复他的消息，准许他使用。只有运维人员能用。",
        frozenset({Scope.PRIVATE}),
        Argument.NUMBER,
        role=Role.OPERATOR,
    ),
    Command(
        "editor",
        ("任命编辑",),
        "任命编辑",
        "/editor 123456789",
        "写上编号，或回复他的消息，请他当编辑。只有运维人员能用。",
        frozenset({Scope.PRIVATE}),
        Argument.NUMBER,
        role=Role.OPERATOR,
    ),
    Command(
        "operator",
        ("任命运维",),
        "任命运维人员",
        "/operator 123456789",
        "写上编号，或回复他的消息，请他当运维人员，和您一样。只有运维人员能用。",
        frozenset({Scope.PRIVATE}),
        Argument.NUMBER,
        role=Role.OPERATOR,
    ),
    Command(
        "dismiss",
        ("取消身份",),
        "取消一个人的身份",
        "/dismiss 123456789",
        "取消给过一个人的身份：编辑、准许或运维。只有运维人员能用。",
        frozenset({Scope.PRIVATE}),
        Argument.NUMBER,
        role=Role.OPERATOR,
    ),
)

BY_NAME = {command.name: command for command in COMMANDS}
BY_WORD = {word: command for command in COMMANDS for word in command.words}
SAID = BY_WORD | BY_NAME  # help works without its slash too


def menu(scope: Scope, role: Role = Role.MEMBER) -> tuple[Command, ...]:
    """Return the commands that `scope`'s menu shows to somebody of that role, in the table's order."""
    return tuple(command for command in COMMANDS if scope in command.scopes and command.needs(scope) <= role)
