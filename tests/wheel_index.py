"""A package index on loopback, with tiny wheels made on the spot: what a real one may come to offer one day."""

import base64
import hashlib
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from packaging.utils import canonicalize_name


@dataclass(frozen=True)
class Wheel:
    """A package without any code, that asks for what `requires` says."""

    name: str
    version: str
    requires: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{canonicalize_name(self.name).replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def content(self) -> bytes:
        record = f"{self.file_name.removesuffix('-py3-none-any.whl')}.dist-info"
        metadata = [
            "Metadata-Version: 2.1",
            f"Name: {self.name}",
            f"Version: {self.version}",
            *(f"Requires-Dist: {requirement}" for requirement in self.requires),
            *(f"Provides-Extra: {extra}" for extra in self.extras),
        ]
        kind = ["Wheel-Version: 1.0", "Generator: tests", "Root-Is-Purelib: true", "Tag: py3-none-any"]
        files = {
            f"{record}/METADATA": "\n".join(metadata) + "\n",
            f"{record}/WHEEL": "\n".join(kind) + "\n",
        }
        listed = [f"{name},sha256={_sum(text.encode())},{len(text.encode())}" for name, text in files.items()]
        files[f"{record}/RECORD"] = "\n".join([*listed, f"{record}/RECORD,,"]) + "\n"
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name), text)  # ZipInfo: the same bytes each time
        return packed.getvalue()

    def pin(self, marker: str = "") -> str:
        """Return the lines with which a lock pins this wheel."""
        line = f"{self.name}=={self.version}" + (f" ; {marker}" if marker else "")
        return f"{line} \\\n    --hash=sha256:{hashlib.sha256(self.content).hexdigest()}\n"


@dataclass
class Index:
    """What is offered, and what goes wrong when it is asked for."""

    url: str
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refusing: HTTPStatus | None = None  # every request is answered so
    hold: threading.Event = field(default_factory=threading.Event)  # while clear, nobody gets a wheel
    wanted: threading.Event = field(default_factory=threading.Event)  # set once somebody asks for a wheel

    def offer(self, *wheels: Wheel) -> None:
        """Put wheels on the shelf."""
        self.files |= {wheel.file_name: wheel.content for wheel in wheels}


@contextmanager
def serving(wheels: Iterable[Wheel] = ()) -> Iterator[Index]:
    """Serve an index until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    index = server.index = Index(f"http://127.0.0.1:{server.server_port}/simple")  # type: ignore[attr-defined]
    index.hold.set()
    index.offer(*wheels)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield index
    finally:
        index.hold.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        index: Index = self.server.index  # type: ignore[attr-defined]
        index.asked.append(self.path)
        place, _, name = self.path.strip("/").partition("/")
        if index.refusing:
            self._answer(index.refusing, b"")
        elif place == "simple":
            self._answer_page(index, name)
        elif content := index.files.get(name):
            index.wanted.set()
            index.hold.wait()
            self._answer(HTTPStatus.OK, content, "application/zip")
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"")

    def _answer_page(self, index: Index, project: str) -> None:
        names = [name for name in index.files if canonicalize_name(name.split("-")[0]) == project]
        links = "".join(f'<a href="/files/{name}">{name}</a><br>' for name in names)
        status = HTTPStatus.OK if names else HTTPStatus.NOT_FOUND
        self._answer(status, f"<!DOCTYPE html><html><body>{links}</body></html>".encode())

    def _answer(self, status: HTTPStatus, content: bytes, kind: str = "text/html") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


def _sum(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
