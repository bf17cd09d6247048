"""Which certificates are trusted: those of public authorities, and those of the office's own authority."""

import logging
import os
import ssl
from pathlib import Path

import certifi

from core.errors import OperatorError
from core.hand_written import decoded
from core.plain_files import read_plain

LARGEST = 4 * 1024 * 1024  # bytes; all public authorities together are a quarter of a megabyte
PEM = b"BEGIN CERTIFICATE"
# What people call certificates. A folder of the system has the same ones under the names of their hashes.
NAMES = frozenset({".pem", ".crt", ".cer", ".der", ".ca-bundle"})

logger = logging.getLogger(__name__)


def trusted_authorities(ca_file: Path | None) -> ssl.SSLContext:
    """Return an SSL context that trusts public authorities, `ca_file`, SSL_CERT_FILE and SSL_CERT_DIR.

    OperatorError when one of them cannot be read. OpenSSL finds a certificate in a folder only under its
    hash (c_rehash makes these names); people put ca.pem there, so that is read too.
    """
    trusted = ssl.create_default_context(cafile=certifi.where())
    for setting, file in (("telegram.ca_file", ca_file), ("SSL_CERT_FILE", os.environ.get("SSL_CERT_FILE"))):
        if file:
            try:
                _trust(trusted, Path(file))
            except (OSError, ValueError):  # SSLError is an OSError without a file's name
                raise OperatorError(f"{setting}：{file} 读不了，或不是 PEM 格式的根证书") from None
    for one in os.environ.get("SSL_CERT_DIR", "").split(os.pathsep):
        if one:
            _trust_all_in(trusted, Path(one))
    return trusted


def _trust(trusted: ssl.SSLContext, file: Path) -> None:
    """Trust the certificates in a file as people keep it: PEM, with a byte order mark too, or Windows' DER."""
    content = read_plain(file, LARGEST)
    if not content or len(content) > LARGEST:
        raise ValueError("no certificates")
    if PEM not in content.replace(b"\0", b""):
        trusted.load_verify_locations(cadata=content)
        return
    written = "".join(sign for sign in decoded(content) if sign.isascii())  # notes in Chinese may stand around
    trusted.load_verify_locations(cadata=written)


def _trust_all_in(trusted: ssl.SSLContext, folder: Path) -> None:
    """Trust the certificates in a folder, whatever their files are called."""
    trusted.load_verify_locations(capath=folder)
    try:
        files = sorted(one for one in folder.iterdir() if one.suffix.lower() in NAMES and one.is_file())
    except OSError:
        raise OperatorError(f"SSL_CERT_DIR：文件夹 {folder} 读不了") from None
    for file in files:
        try:
            _trust(trusted, file)
        except (OSError, ValueError):
            logger.warning("SSL_CERT_DIR: %s is no certificate, or cannot be read", file)
