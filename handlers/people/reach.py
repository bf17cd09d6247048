"""What `bot.py check` asks Telegram: whether the token is good, and whether the bot would hear its groups."""

from telegram import Bot, User, WebhookInfo
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import BaseRequest

from core.names import fenced
from core.settings import Settings
from handlers.application import api_addresses
from handlers.unreached import cause_of
from services.checks import Finding, Level


async def check_telegram(settings: Settings, request: BaseRequest) -> list[Finding]:
    """Reach Telegram once, over `request`. Without a network that is a warning, with a bad token an error."""
    base_url, base_file_url = api_addresses(settings.telegram.api_url)
    bot = Bot(
        settings.token.get_secret_value(), base_url=base_url, base_file_url=base_file_url, request=request
    )
    try:
        await request.initialize()
        return what_it_means(await bot.get_me(), await bot.get_webhook_info())
    except InvalidToken:
        return [Finding(Level.BAD, "Telegram 不认这个 BOT_TOKEN：请向 @BotFather 核对，或重新生成")]
    except Conflict:
        return [Finding(Level.WARNING, "另有一个程序正用同一个令牌收取消息：请只留一个")]
    except TelegramError as error:
        return [
            Finding(
                Level.WARNING,
                f"连不上 Telegram：{cause_of(error, chinese=True)}"
                "（请检查网络、telegram.proxy 与 telegram.api_url）",
            )
        ]
    finally:
        await request.shutdown()


def what_it_means(me: User, webhook: WebhookInfo) -> list[Finding]:
    """Turn Telegram's two answers into findings. Takes getMe's and getWebhookInfo's results."""
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
    if webhook.url:
        findings.append(Finding(Level.WARNING, "设置着 webhook：运行时会取消它，改为轮询"))
    return findings
