"""Why Telegram could not deliver to the webhook: its own words, turned into what to do."""

import re

from telegram import WebhookInfo

from core.names import fenced

LONGEST = 120  # characters of Telegram's own words, where none of ours fit
# What Telegram's words contain, what the log says of it, and what operators are told.
CAUSES = (
    (
        r"self.signed|verify failed|unable to get (?:local )?issuer",
        "Telegram does not trust the certificate: name your own in webhook.certificate_file",
        "Telegram 不信任证书：自己签的证书要写进 webhook.certificate_file，公开机构的要带上中间证书",
    ),
    (r"expired certificate|certificate has expired", "the certificate has expired", "证书过期了：请换一张"),
    (
        r"SSL|TLS|certificate",
        "no TLS connection: the port must speak https, with a certificate for the host in webhook.url",
        "加密连接建立不了：那个端口应是 https，证书应是 webhook.url 里那个名字的",
    ),
    (
        r"resolve host|name or service not known",
        "the host in webhook.url is not resolved",
        "webhook.url 里的域名解析不了：请检查域名和 DNS",
    ),
    (
        r"refused",
        "the connection is refused: nothing listens on that port, or a firewall refuses",
        "连接被拒绝：webhook.url 的端口上没有程序在接，或被防火墙拒绝",
    ),
    (
        r"timed? ?out|timeout",
        "no answer in time: a firewall, or the proxy does not reach the bot",
        "等不到回答：多半是防火墙没有放行，或前面的代理连不上机器人",
    ),
    (r"reset|closed|broken pipe", "the connection broke off", "连接中途断开：请检查前面的代理"),
    (
        r"response from the webhook: 403|: 401",
        "refused (403): another secret token is expected, or the proxy refuses",
        "被拒绝（403）：几个进程的密钥不一样，或前面的代理不放行",
    ),
    (
        r"response from the webhook: 40[45]",
        "not found (404): the path in webhook.url does not lead to the bot",
        "找不到（404）：webhook.url 里的路径没有通到机器人，请核对代理和 webhook.path",
    ),
    (
        r"response from the webhook: 413",
        "too large (413): the proxy takes smaller bodies only",
        "太大（413）：前面的代理限制了请求的大小，请放宽到 5 MB",
    ),
    (
        r"response from the webhook: 3\d\d",
        "redirected: the proxy sends the request elsewhere, and Telegram does not follow",
        "被转到别处（3xx）：Telegram 不会跟着走，请让代理直接转给机器人",
    ),
    (
        r"response from the webhook: 50[234]",
        "the proxy does not reach the bot (502, 503 or 504)",
        "前面的代理连不上机器人（502、503 或 504）：请核对 webhook.listen 和代理的上游地址",
    ),
    (
        r"response from the webhook: 5\d\d",
        "the bot could not store the update (500): see its log on the database",
        "机器人没能存下来（500）：请看日志里关于数据库的话",
    ),
    (
        r"reserved",
        "the host in webhook.url is no public address",
        "webhook.url 不是公网地址，Telegram 到不了",
    ),
)


def trouble_in(webhook: WebhookInfo, *, chinese: bool = True) -> str | None:
    """Return why Telegram's last delivery failed, in words; None when it did not."""
    if not webhook.last_error_message:
        return None
    return in_words(webhook.last_error_message, chinese=chinese)


def in_words(said: str, *, chinese: bool = True) -> str:
    """Return what a message of Telegram's about a webhook means, in English or Chinese."""
    for pattern, english, words in CAUSES:
        if re.search(pattern, said, re.IGNORECASE):
            return words if chinese else english
    short = fenced(re.sub(r"\s+", " ", said)[:LONGEST])
    return f"Telegram 说：{short}" if chinese else f"Telegram says {short!r}"
