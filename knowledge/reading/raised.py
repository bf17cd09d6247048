"""Raised and lowered signs that say so by themselves: 10², not 102; H₂O."""

RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−=()nix", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙᵢₓ")


def raised(text: str) -> str | None:
    """Return `text` in superscript signs; None where one of its signs has no such form."""
    return _shifted(text, RAISED)


def lowered(text: str) -> str | None:
    """Return `text` in subscript signs; None where one of its signs has no such form."""
    return _shifted(text, LOWERED)


def _shifted(text: str, signs: dict[int, int]) -> str | None:
    return text.translate(signs) if text and all(ord(sign) in signs for sign in text) else None
