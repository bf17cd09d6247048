"""Fonts that draw signs in the place of letters: which of their signs mean something in a text.

Bullets, ornaments and pointing hands mean nothing; a sign that is compared, counted or ticked does.
"""

# Places 0x20 to 0x7E and 0xA0 to 0xFE of the Symbol font; a blank is what no text needs.
SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ    ↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
SYMBOL = {
    0x20 + place: sign
    for start, signs in ((0, SYMBOL_LOW), (0x80, SYMBOL_HIGH))
    for place, sign in enumerate(signs, start)
    if sign not in " •"
}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
FILLED = "❶❷❸❹❺❻❼❽❾❿"
WINGDINGS = {
    **{0x81 + place: sign for place, sign in enumerate(CIRCLED)},
    **{0x8C + place: sign for place, sign in enumerate(FILLED)},
    **dict(zip((0xDF, 0xE0, 0xE1, 0xE2), "←→↑↓", strict=True)),
    **dict(zip((0xA8, 0xFB, 0xFC, 0xFD, 0xFE), "☐✗✓☒☑", strict=True)),
}
WINGDINGS_2 = {
    **{0x6A + place: sign for place, sign in enumerate(CIRCLED)},
    **{0x75 + place: sign for place, sign in enumerate(FILLED)},
    **dict(zip((0x4F, 0x50, 0x51, 0x52, 0xA3), "✗✓☒☑☐", strict=True)),
}
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2}


def sign_of(font: str, code: int) -> str:
    """Return what a font's sign means in a text; "" for an ornament, or a font nobody knows.

    Word writes the place in the font as such (A3) or moved to Unicode's private use (F0A3).
    """
    return FONTS.get(font.strip().lower(), {}).get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code, "")


def is_symbol_font(font: str) -> bool:
    """Return whether a font draws signs where others have letters."""
    return font.strip().lower().startswith(("symbol", "wingdings", "webdings", "zapf", "monotype sorts"))
