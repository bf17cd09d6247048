"""The webhook's own certificate: read, tried out in memory as Telegram would try it, and told in words.

A certificate that Telegram cannot trust is the commonest reason why no update arrives. So the bot makes the
connection to itself, without a network, before it asks Telegram to.
"""

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import certifi

from core.errors import OperatorError
from core.plain_files import read_plain, why

CERTIFICATE_SETTING, KEY_SETTING = "webhook.certificate_file", "webhook.key_file"
LARGEST = 256 * 1024  # bytes of a file
BLOCK = re.compile(rb"-----BEGIN CERTIFICATE-----\s[^-]+-----END CERTIFICATE-----")
LOCKED = re.compile(rb"ENCRYPTED")
MOST_STEPS = 20  # of a handshake; it takes three


@dataclass(frozen=True, slots=True)
class Certificate:
    """`upload`: what Telegram must be given to trust it, None if it trusts it already; never the private key.

    `context` serves it; None where a proxy does. `expires` is known when it is served here.
    """

    upload: bytes | None
    context: ssl.SSLContext | None = None
    expires: datetime | None = None


def read_certificate(certificate_file: Path | None, key_file: Path | None, host: str) -> Certificate | None:
    """Return the certificate of the settings for `host`; None without one.

    A certificate without a key is the proxy's: it is only given to Telegram. OperatorError says what is wrong:
    not readable, no PEM, another key, expired, of another name.
    """
    if certificate_file is None:
        return None
    public = _certificates_in(certificate_file)
    if key_file is None:
        return Certificate(public)
    context = server_context(certificate_file, key_file)
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusted.load_verify_locations(cafile=certifi.where())
    try:
        expires = _expiry(context, trusted, host)
    except ssl.SSLCertVerificationError:
        own = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        own.load_verify_locations(cadata=public.decode())
        try:
            return Certificate(public, context, _expiry(context, own, host))
        except ssl.SSLCertVerificationError as error:
            raise OperatorError(f"{CERTIFICATE_SETTING}：{_complaint(error, host)}") from None
    return Certificate(None, context, expires)


def server_context(certificate_file: Path, key_file: Path) -> ssl.SSLContext:
    """Return what serves this certificate. OperatorError when the two files do not make one."""
    key = _read(key_file, KEY_SETTING)
    if LOCKED.search(key):
        raise OperatorError(f"{KEY_SETTING}：{key_file} 有口令：请存一份没有口令的，只让运行机器人的用户能读")
    if b"PRIVATE KEY-----" not in key:
        raise OperatorError(f"{KEY_SETTING}：{key_file} 里没有 PEM 格式的私钥")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate_file, key_file, password="")
    except ssl.SSLError as error:
        what = "与私钥不是一对" if "MISMATCH" in (error.reason or "") else "或私钥用不了：应是 PEM 格式"
        raise OperatorError(
            f"{CERTIFICATE_SETTING}：证书 {certificate_file} {what}（{KEY_SETTING}：{key_file}）"
        ) from None
    return context


def _certificates_in(file: Path) -> bytes:
    """Return the certificates of a PEM file and nothing else of it: a private key may stand there too."""
    blocks = BLOCK.findall(_read(file, CERTIFICATE_SETTING))
    public = b"\n".join(blocks) + b"\n"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=public.decode())
    except (ValueError, ssl.SSLError):
        raise OperatorError(f"{CERTIFICATE_SETTING}：{file} 里没有读得懂的 PEM 格式证书") from None
    return public


def _read(file: Path, setting: str) -> bytes:
    try:
        content = read_plain(file, LARGEST)
    except OSError as error:
        raise OperatorError(f"{setting}：读不了 {file}：{why(error)}") from None
    if not content.strip():
        raise OperatorError(f"{setting}：{file} 是空的")
    if len(content) > LARGEST:
        raise OperatorError(f"{setting}：{file} 大于 {LARGEST // 1024} KB，不像是证书或私钥")
    return content


def _expiry(server: ssl.SSLContext, client: ssl.SSLContext, host: str) -> datetime | None:
    """Connect a client to the server in memory; return when its certificate ends."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(to_client, to_server, server_hostname=host)
    answering = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(MOST_STEPS):
        if _step(asking.do_handshake) & _step(answering.do_handshake):
            break
    seen = asking.getpeercert() or {}
    ends = seen.get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) if isinstance(ends, str) else None


def _step(handshake: Callable[[], None]) -> bool:
    """Take a step; return whether this side is done."""
    try:
        handshake()
    except ssl.SSLWantReadError:
        return False
    return True


def _complaint(error: ssl.SSLCertVerificationError, host: str) -> str:
    """Return what OpenSSL found wrong with a certificate, in Chinese."""
    said = error.verify_message.lower()
    if "expired" in said:
        return "证书过期了：请换一张"
    if "not yet valid" in said:
        return "证书还没有生效：请核对它的起始日期和本机的时钟"
    if "hostname mismatch" in said or "ip address mismatch" in said:
        return f"证书不是给 webhook.url 里的 {host} 的：请按这个名字（或 IP）签一张，写进 subjectAltName"
    if "issuer" in said or "verify the first" in said:
        return "证书不是自己签的，签发它的又不在公开机构里：请把签发它的根证书接在同一个文件的后面"
    return f"Telegram 不会信任这张证书（{error.verify_message}）"
