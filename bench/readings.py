"""Write readings.txt: the toneless pinyin of every common character, from pypinyin's tables.

    python -m bench.readings > knowledge/language/writing/readings.txt

Importing pypinyin takes a third of a second and 60 MB, most of it a phrase dictionary the search does not
need; the table takes milliseconds. A test compares the two.
"""

import sys
from collections import Counter, defaultdict

from pypinyin import Style
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin.style import convert

FIRST, LAST = 0x4E00, 0x9FFF
# A second reading is kept when at least this many phrases and this share of them use it.
MIN_PHRASES = 4
MIN_SHARE = 0.06
HEADER = """\
# 汉字读音（不带声调），由 bench/readings.py 从 pypinyin（MIT 许可）的字典生成，请勿手改。
# 每行：音节 <TAB> 以它为常用读音的字 <TAB> 以它为另一读音的字（多音字，如 重 zhong/chong）
"""


def toneless(reading: str) -> str:
    """Strip the tone: zhòng -> zhong, nǚ -> nv."""
    return convert(reading, Style.NORMAL, strict=False).replace("ü", "v")


def readings() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the usual reading of each character, and the other readings of those that have several."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in phrases_dict.items():
        for character, syllable in zip(phrase, syllables, strict=False):
            uses[character][toneless(syllable[0])] += 1
    usual: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for code in range(FIRST, LAST + 1):
        listed = [toneless(reading) for reading in pinyin_dict.get(code, "").split(",") if reading]
        listed = [reading for reading in listed if reading.isascii() and reading.isalpha()]
        if not listed:
            continue
        character = chr(code)
        counts = uses[character]
        total = sum(counts.values())
        usual[character] = listed[0]
        others[character] = [
            reading
            for reading, count in counts.items()
            if reading in listed[1:]
            and reading != listed[0]
            and count >= MIN_PHRASES
            and count >= MIN_SHARE * total
        ]
    return usual, others


def main() -> None:
    """Print the table."""
    usual, others = readings()
    first: dict[str, list[str]] = defaultdict(list)
    second: dict[str, list[str]] = defaultdict(list)
    for character, reading in usual.items():
        first[reading].append(character)
    for character, listed in others.items():
        for reading in listed:
            second[reading].append(character)
    sys.stdout.write(HEADER)
    for reading in sorted(first.keys() | second.keys()):
        sys.stdout.write(f"{reading}\t{''.join(first[reading])}\t{''.join(second[reading])}\n")


if __name__ == "__main__":
    main()
