"""Write traditional.txt: the characters that OpenCC writes otherwise in simplified script.

    python -m bench.traditional > knowledge/language/writing/traditional.txt

A text without any of them need not be converted, nor OpenCC's dictionaries be loaded. A test compares the two.
"""

import sys
from itertools import chain

import opencc

# Simplified script has these too, and OpenCC writes them otherwise beside certain others (藉口, 瞭解).
IN_COMPANY = "哩甦瞭藉衹"
HEAD = "# OpenCC（Apache 许可）在简体里另写的字，由 bench/traditional.py 生成，请勿手改。"
HAN = (range(0x3400, 0xA000), range(0x20000, 0x323B0))


def traditional() -> str:
    """Return the characters, in order."""
    convert = opencc.OpenCC("t2s").convert
    return "".join(
        character
        for character in map(chr, chain(*HAN))
        if convert(character) != character or character in IN_COMPANY
    )


if __name__ == "__main__":
    sys.stdout.write(f"{HEAD}\n{traditional()}\n")
