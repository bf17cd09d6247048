"""Certificates for tests, made by openssl. A test that needs one is skipped where openssl is not there."""

import shutil
import subprocess
from pathlib import Path

import pytest

# What `openssl ca` must be told to sign a certificate of the past.
AUTHORITY = """[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = IP:127.0.0.1
"""
REQUEST = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"


def make_certificate(
    folder: Path, *, names: str = "IP:127.0.0.1,DNS:localhost", days: int = 30, name: str = "own"
) -> tuple[Path, Path]:
    """Return the files of a certificate that signs itself, and of its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there")
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    command = [*REQUEST.split(), "-subj", "/CN=office", "-addext", f"subjectAltName={names}"]
    command += ["-days", str(days), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def make_expired_certificate(folder: Path) -> tuple[Path, Path]:
    """Return the files of a certificate that signed itself and ended long ago, and of its key."""
    certificate, key = make_certificate(folder)
    request, settings = folder / "own.csr", folder / "ca.ini"
    settings.write_text(AUTHORITY.format(folder=folder), encoding="utf-8")
    (folder / "index.txt").touch()
    asked = ["openssl", "req", "-new", "-key", str(key), "-subj", "/CN=office", "-out", str(request)]
    subprocess.run(asked, check=True, capture_output=True)
    signed = ["openssl", "ca", "-batch", "-notext", "-selfsign", "-config", str(settings), "-in", str(request)]
    signed += ["-keyfile", str(key), "-startdate", "20200101000000Z", "-enddate", "20200201000000Z"]
    subprocess.run([*signed, "-out", str(certificate)], check=True, capture_output=True)
    return certificate, key
