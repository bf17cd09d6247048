"""The same content gives the same file: its parts in a fixed order, with a fixed date."""

import io
import re
import zipfile
from datetime import UTC, datetime

FIRST = "[Content_Types].xml"
DATED = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can have
PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def packed_alike(content: bytes, made_at: datetime) -> bytes:
    """Return an Office file with the parts of `content`: the same parts and `made_at` give the same bytes.

    `made_at` (aware) takes the place of the moment at which the library wrote it.
    """
    stamp = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST, name)):
            part = zipfile.ZipInfo(name, DATED)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3  # Unix, whatever wrote it
            held = source.read(name)
            target.writestr(part, _MODIFIED.sub(rb"\g<1>" + stamp, held) if name == PROPERTIES else held)
    return out.getvalue()
