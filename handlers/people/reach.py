"""What `bot.py check` asks Telegram: whether the token is good, and whether the bot would hear its groups."""

from telegram import Bot, User, WebhookInfo
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import BaseRequest

from core.names import fenced
from core.settings import Settings
from core.unreached import cause_of, page_status
from handlers.application import api_addresses
from handlers.sending.outcomes import NO_ANSWER
from handlers.updates.webhook.trouble import trouble_in
from services.checks import Finding, Level

UNREACHED = "连不上 Telegram：{why}（请检查网络、telegram.proxy 与 telegram.api_url）"
NO_BOT_API = "答话的不是 Telegram 的服务器"


async def check_telegram(settings: Settings, request: BaseRequest) -> list[Finding]:
    """Call Telegram once, over `request`. No network gives a warning, a bad token an error."""
    base_url, base_file_url = api_addresses(settings.telegram.api_url)
    bot = Bot(
        settings.token.get_secret_value(), base_url=base_url, base_file_url=base_file_url, request=request
    )
    try:
        await request.initialize()
        me, webhook = await bot.get_me(), await bot.get_webhook_info()
        return [
            *what_it_means(me),
            *inline_mode(me, wanted=settings.access.is_inline),
            *way_in(webhook, settings),
        ]
    except InvalidToken as error:
        if page_status(error) is None:
            return [Finding(Level.BAD, "Telegram 不认这个 BOT_TOKEN：请向 @BotFather 核对，或重新生成")]
        return [_unreached(error)]
    except Conflict:
        return [Finding(Level.WARNING, "另有一个程序正用同一个令牌收取消息：请只留一个")]
    except TelegramError as error:
        return [_unreached(error)]
    except NO_ANSWER:
        return [Finding(Level.WARNING, UNREACHED.format(why=NO_BOT_API))]
    finally:
        await request.shutdown()


def _unreached(error: TelegramError) -> Finding:
    return Finding(Level.WARNING, UNREACHED.format(why=cause_of(error, chinese=True)))


def what_it_means(me: User) -> list[Finding]:
    """Turn getMe's answer into findings."""
    findings = [Finding(Level.GOOD, f"Telegram 认得这个机器人：@{me.username}（{fenced(me.first_name)}）")]
    if not me.can_read_all_group_messages:
        findings.append(
            Finding(
                Level.WARNING,
                "隐私模式开着：群里 @ 机器人的话可能收不到（命令和回复收得到）。"
                "可在 @BotFather 用 /setprivacy 关闭，再把机器人移出群重新加入；或请群友用 /ask 提问",
            )
        )
    if not me.can_join_groups:
        findings.append(Finding(Level.WARNING, "机器人不能进群：在 @BotFather 用 /setjoingroups 打开"))
    return findings


def way_in(webhook: WebhookInfo, settings: Settings) -> list[Finding]:
    """Return what a start would change of the way in which updates come, and what is wrong with it."""
    if settings.telegram.mode == "polling":
        if not webhook.url:
            return []
        return [Finding(Level.WARNING, "设置着 webhook：运行时会取消它，改为轮询")]
    if webhook.url != settings.webhook.url:
        now = "还没有设置 webhook" if not webhook.url else "Telegram 现在送到别的地址"
        return [Finding(Level.GOOD, f"{now}：运行时会设成 webhook.url")]
    trouble = trouble_in(webhook)
    if trouble is None:
        return [Finding(Level.GOOD, "Telegram 正在往 webhook.url 送消息")]
    waiting = f"，有 {webhook.pending_update_count} 条在等" if webhook.pending_update_count else ""
    return [Finding(Level.WARNING, f"最近一次没有送到{waiting}：{trouble}")]


def inline_mode(me: User, *, wanted: bool) -> list[Finding]:
    """Return what must be done at BotFather for @bot to list passages, or not to."""
    if wanted and not me.supports_inline_queries:
        said = (
            "行内模式（access.inline）要用，但 Telegram 还没有打开：请在 @BotFather 用 /setinline 打开，"
            "不用的话把 access.inline 改成 off"
        )
        return [Finding(Level.WARNING, said)]
    if me.supports_inline_queries and not wanted:
        said = (
            "在 @BotFather 打开了行内模式，这里却没有开（access.inline）：@机器人 时列不出东西，"
            "可在 @BotFather 用 /setinline 关掉"
        )
        return [Finding(Level.WARNING, said)]
    return []
