"""What to tell the operator about a wrong setting."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

SAID = {
    "bool": "应是 true 或 false",
    "int": "应是整数",
    "float": "应是数",
    "finite": "应是数",
    "string": "应是文字（用半角引号括起来）",
    "time_delta": "要带单位，例如 4h、90m、1h30m",
    "time": "应是二十四小时制的时间，例如 08:30",
    "frozen_set": "应是列表",
    "model": '应写成一节，例如 [storage] 下面一行 folder = "./data"',
}


def said_of(error: ValidationError, file: Path, known: Iterable[str]) -> str:
    """Return one sentence for the first fault of the settings; `known` are all names, as section.key.

    It never quotes a value.
    """
    first = error.errors(include_url=False, include_input=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        nearest = _nearest(name, known)
        return f"不认识的设置 {name}：{f'是不是 {nearest}？' if nearest else ''}请对照 {file.name} 里的注释改正"
    if first["type"] == "literal_error":
        allowed = first["ctx"]["expected"].replace(" or ", "、").replace(", ", "、").replace("'", "")
        return f"设置 {name} 的值不对：应是 {allowed} 之一"
    return f"设置 {name} 的值不对：{_complaint(first)}"


def _nearest(name: str, known: Iterable[str]) -> str:
    """Return the setting or the section that a name may be meant for: misspelt, or below another section."""
    names = list(known)
    section, parted, key = name.rpartition(".")
    if not parted:
        near = get_close_matches(name, {one.partition(".")[0] for one in names}, 1)
        if near:
            return f"[{near[0]}]"
    same = [one for one in names if one.partition(".")[2] == key]
    within = [one for one in names if one.startswith(f"{section}.")]
    near = same if len(same) == 1 else get_close_matches(name, within, 1) or get_close_matches(name, names, 1)
    return near[0] if near else ""


def _complaint(fault: ErrorDetails) -> str:
    context = fault.get("ctx", {})
    for kind, words in (("greater_than_equal", "不能小于"), ("less_than_equal", "不能大于")):
        if fault["type"] == kind:
            return f"{words} {context[kind[0] + 'e']}"
    match fault["type"]:
        case "value_error":
            return str(context.get("error", fault["msg"]))
        case "greater_than" | "less_than":
            return "这个编号不在 Telegram 会有的范围里（人的是正数，群的是负数）"
        case "string_too_long":
            return "太长了"
    family = re.sub(
        r"_(type|parsing|parsing_size|unicode|from_float|number|attributes_type)$", "", fault["type"]
    )
    return SAID.get(family, "不是这一项能有的值")
