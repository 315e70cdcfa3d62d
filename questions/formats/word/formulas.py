"""Word's formulas as text in one line: (a+b)/2, x², √(x+1), ∫_(0)^(1)."""

from collections.abc import Callable

from lxml import etree

from questions.formats.shifted import lowered, raised
from questions.formats.word.names import M, W

_ACCENTS = {"\u0305": "̅", "\u20d7": "⃗", "\u0302": "̂", "\u0303": "̃", "\u0307": "̇"}


def linear(formula: etree._Element) -> str:
    """A formula (``m:oMath``) as text; what it is made of stays in its order."""
    return _all(formula).strip()


def _all(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return "".join(_one(each) for each in element)


def _one(element: etree._Element) -> str:
    tag = element.tag
    if tag in (f"{M}t", f"{W}t"):
        return element.text or ""
    if not isinstance(tag, str) or tag.endswith("Pr") or tag == f"{W}del":
        return ""
    shape = _SHAPES.get(tag)
    return shape(element) if shape else _all(element)


def _part(element: etree._Element, name: str) -> str:
    return _all(element.find(f"{M}{name}"))


def _said(element: etree._Element, kind: str, name: str, usual: str) -> str:
    """What a shape's properties say; an empty word is meant."""
    found = element.find(f"{M}{kind}/{M}{name}")
    return usual if found is None else found.get(f"{M}val", "")


def _grouped(text: str) -> str:
    """In brackets, unless it is one number, one name or already so."""
    text = text.strip()
    is_bare = len(text) == 1 or text.isalnum() or _is_bracketed(text)
    return text if is_bare else f"({text})"


def _is_bracketed(text: str) -> bool:
    inner = text[1:-1]
    return text.startswith("(") and text.endswith(")") and "(" not in inner and ")" not in inner


def _fraction(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _above(element: etree._Element) -> str:
    return _part(element, "e") + raised(_part(element, "sup"))[0]


def _below(element: etree._Element) -> str:
    return _part(element, "e") + lowered(_part(element, "sub"))[0]


def _both(element: etree._Element) -> str:
    low, high = lowered(_part(element, "sub"))[0], raised(_part(element, "sup"))[0]
    return _part(element, "e") + low + high


def _before(element: etree._Element) -> str:
    low, high = lowered(_part(element, "sub"))[0], raised(_part(element, "sup"))[0]
    return low + high + _part(element, "e")


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg").strip()
    inner = _grouped(_part(element, "e"))
    return (raised(degree)[0] if degree else "") + "√" + inner


def _sum(element: etree._Element) -> str:
    """A sum, a product, an integral, with its limits."""
    sign = _said(element, "naryPr", "chr", "∫")
    low, high = lowered(_part(element, "sub"))[0], raised(_part(element, "sup"))[0]
    return f"{sign}{low}{high} {_part(element, 'e')}"


def _brackets(element: etree._Element) -> str:
    begin, end = (
        _said(element, "dPr", name, sign) for name, sign in (("begChr", "("), ("endChr", ")"))
    )
    between = _said(element, "dPr", "sepChr", "|")
    return begin + between.join(map(_all, element.findall(f"{M}e"))) + end


def _function(element: etree._Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(element: etree._Element) -> str:
    return f"{_part(element, 'e')}_({_part(element, 'lim')})"


def _accent(element: etree._Element) -> str:
    sign = _said(element, "accPr", "chr", "\u0302")
    return f"{_grouped(_part(element, 'e'))}{_ACCENTS.get(sign, sign)}"


def _bar(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'e'))}\u0305"


def _rows(element: etree._Element) -> str:
    """Equations above one another, on one line."""
    return "; ".join(map(_all, element.findall(f"{M}e")))


def _matrix(element: etree._Element) -> str:
    rows = [" ".join(map(_all, row.findall(f"{M}e"))) for row in element.findall(f"{M}mr")]
    return "; ".join(rows)


_SHAPES: dict[str, Callable[[etree._Element], str]] = {
    f"{M}f": _fraction,
    f"{M}sSup": _above,
    f"{M}sSub": _below,
    f"{M}sSubSup": _both,
    f"{M}sPre": _before,
    f"{M}rad": _root,
    f"{M}nary": _sum,
    f"{M}d": _brackets,
    f"{M}func": _function,
    f"{M}limLow": _limit,
    f"{M}limUpp": _limit,
    f"{M}acc": _accent,
    f"{M}bar": _bar,
    f"{M}eqArr": _rows,
    f"{M}m": _matrix,
}
