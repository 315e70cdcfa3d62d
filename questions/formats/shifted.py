"""Raised and lowered text in one line: 10² and H₂O where such characters exist."""

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyz",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        strict=True,
    )
)
_LOWERED = dict(
    zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)


def raised(text: str) -> tuple[str, bool]:
    """The text raised, and whether all of it could be; otherwise it is ``^(text)``."""
    return _shifted(text, _RAISED, "^")


def lowered(text: str) -> tuple[str, bool]:
    """The text lowered, and whether all of it could be; otherwise it is ``_(text)``."""
    return _shifted(text, _LOWERED, "_")


def _shifted(text: str, known: dict[str, str], sign: str) -> tuple[str, bool]:
    words = text.strip()
    if not words:
        return text, True
    before, after = text[: text.index(words)], text[text.index(words) + len(words) :]
    if all(char in known for char in words):
        return before + "".join(known[char] for char in words) + after, True
    return f"{before}{sign}({words}){after}", False
