"""The log as JSON, an object a line, for those who collect logs. It says what the plain one says, no more."""

import json
import logging
from datetime import UTC, datetime

from core.hiding import Hidden
from core.log_lines import in_json


class JsonFormatter(logging.Formatter):
    """Formats a record with its traceback; nothing `hidden` is in it. Two dozen lines, so no package for it."""

    def __init__(self, hidden: Hidden | None = None) -> None:
        super().__init__()
        self._hidden = hidden or Hidden()

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._hidden.hide(record.getMessage()),
        }
        if record.exc_info:
            said["error"] = self._hidden.hide(self.formatException(record.exc_info))
        return in_json(json.dumps(said, ensure_ascii=False))
