"""The one reader of Chinese numerals: 二十大 and 20大 are one, for search, for times and for dates."""

from functools import lru_cache

from core.patterns import pattern

HAN_DIGITS = "零一二三四五六七八九"
DIGITS = {character: value for value, character in enumerate(HAN_DIGITS)} | {"〇": 0, "○": 0, "两": 2}
NUMERAL_RUN = pattern("[〇○零一二三四五六七八九两十百千]+")
NUMBER = pattern(
    "(?:([一二三四五六七八九两])千)?零?(?:([一二三四五六七八九两])百)?零?(?:([一二三四五六七八九]?)(十))?零?([一二三四五六七八九])?"
)
AT_ONCE = 64  # a message is read by several, whole and in parts, and passages with it
LAST = -1  # the number of 最后一点; 倒数第二点 is one less
ARABIC = pattern(r"\d+")

# Numerals as cheques have them. These are nothing else: 叁重壹大.
FINANCIAL = str.maketrans("壹贰叁柒捌玖", "一二三七八九")
# These are words of their own (队伍, 大陆, 收拾), and numerals beside one of the others: 贰拾, 拾玖.
ALSO_WORDS = str.maketrans("参肆伍陆拾佰仟", "三四五六十百千")
FINANCIAL_RUN = pattern("(?<=[壹贰叁柒捌玖])[参肆伍陆拾佰仟]+|[参肆伍陆拾佰仟]+(?=[壹贰叁柒捌玖])")


def plain_numerals(text: str) -> str:
    """Write the numerals of cheques as usual ones, of the same length: 叁重壹大 -> 三重一大, 贰拾 -> 二十."""
    return FINANCIAL_RUN.sub(lambda match: match[0].translate(ALSO_WORDS), text).translate(FINANCIAL)


@lru_cache(AT_ONCE)
def canonical_numerals(text: str) -> str:
    """Write Chinese numerals as digits: 二十大 -> 20大, 十四五 -> 145, 二〇二二 -> 2022, 三会一课 -> 3会1课.

    百 and 千 without a digit before them stay (百姓, 千万).
    """
    return NUMERAL_RUN.sub(lambda match: _number(match[0]), text)


def _number(run: str) -> str:
    if not set(run) & set("十百千"):
        return "".join(str(DIGITS[character]) for character in run)
    written = []
    position = 0
    while position < len(run):
        match = NUMBER.match(run, position)
        if match is None or match.end() == position:
            character = run[position]
            written.append(str(DIGITS[character]) if character in DIGITS else character)
            position += 1
            continue
        thousands, hundreds, tens, ten, units = match.groups()
        value = 1000 * DIGITS.get(thousands or "零", 0) + 100 * DIGITS.get(hundreds or "零", 0)
        value += (10 * DIGITS[tens] if tens else 10) if ten else 0
        value += DIGITS.get(units or "零", 0)
        written.append(str(value))
        position = match.end()
    return "".join(written)


def spoken_numerals(text: str) -> str:
    """Write numbers as they are said: 3会1课 -> 三会一课, 20大 -> 二十大, 2022 digit by digit."""
    return ARABIC.sub(lambda match: _spoken(match[0]), text)


def _spoken(digits: str) -> str:
    if len(digits) != 2 or digits[0] == "0":
        return "".join(HAN_DIGITS[int(digit)] for digit in digits)
    tens, units = int(digits[0]), int(digits[1])
    return (HAN_DIGITS[tens] if tens > 1 else "") + "十" + (HAN_DIGITS[units] if units else "")
