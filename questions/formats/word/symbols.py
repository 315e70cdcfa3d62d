"""Characters that Word takes from a symbol font, by their places in it, as Unicode has them."""

_GREEK_SMALL = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_GREEK_LARGE = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL = {
    **{ord(char): greek for char, greek in (_GREEK_SMALL | _GREEK_LARGE).items()},
    **{0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠"},
    **{0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xBB: "≈", 0xBA: "≡"},
    **{0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCC: "⊂", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD6: "√"},
    **{0xDB: "⇔", 0xDE: "⇒", 0x22: "∀", 0x24: "∃", 0xB6: "∂", 0xD1: "∇", 0xA2: "′", 0xD7: "⋅"},
    **{0xF2: "∫", 0xE5: "∑", 0x5E: "⊥", 0x2D: "−"},
}
_WINGDINGS = {
    **{0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xE8: "➔"},
    **{0xA7: "▪", 0x6E: "■", 0x6C: "●", 0xD8: "➢", 0x76: "❖", 0xF0: "⇨", 0x4A: "☺"},
}


def symbol(font: str, code: str) -> str:
    """The character at a place (hexadecimal, often F000 more) of a font; "" where unknown."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(place & 0xFF, "")
    if font.lower() == "symbol":
        plain = chr(place & 0xFF)
        return _SYMBOL.get(
            place & 0xFF, plain if plain.isprintable() and place & 0xFF < 0x7F else ""
        )
    is_private = 0xF000 <= place <= 0xF0FF
    char = chr(place) if 0x20 <= place <= 0xFFFD and not is_private else ""
    return char if char.isprintable() else ""
