"""Makes the font of the cards anew: `make font`. What the bot needs at run time is its result.

It takes the characters of characters.txt (the 8,105 of 通用规范汉字表, 2013, then signs, Latin, digits) out
of Noto Serif CJK SC, an open font (OFL 1.1) that Debian has as fonts-noto-cjk, without hints and tables of
layout, and gives it a name of its own. fonttools, which nothing else needs, is installed for the moment by uv.
"""

import sys
from pathlib import Path

from fontTools import subset

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
NUMBER = 2  # of the fonts in the collection: SC
FOLDER = Path(__file__).resolve().parents[1] / "services" / "cards" / "font"
NAME = "Qingfeng Song"
DROPPED = ["GPOS", "GSUB", "BASE", "VORG", "vhea", "vmtx"]


def main(source: Path) -> None:
    """Write the font."""
    options = subset.Options(
        font_number=NUMBER, hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"]
    )
    options.drop_tables += DROPPED
    font = subset.load_font(str(source), options)
    cut = subset.Subsetter(options)
    wanted = (FOLDER / "characters.txt").read_text(encoding="utf-8").replace("\n", "")
    cut.populate(text=wanted)
    cut.subset(font)
    missing = sorted(set(wanted) - {chr(code) for code in font.getBestCmap()})
    if missing:
        sys.exit(f"{source.name} lacks {''.join(missing)}")
    for number, name in ((1, NAME), (2, "Regular"), (3, NAME), (4, NAME), (6, NAME.replace(" ", ""))):
        font["name"].setName(name, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [NAME.replace(" ", "")]
    subset.save_font(font, str(FOLDER / "QingfengSong.otf"), options)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else SOURCE)
