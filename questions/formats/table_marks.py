"""Marks by which people show the right option in its own words: a star, a tick, "(đúng)"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

SIGNS = "*✓✔√☑"
_HEAD, _TAIL = 12, 60  # letters of a text that are looked at
_NAMED = r"(?:đáp\sán|phương\sán|câu\strả\slời|lựa\schọn|câu|ý)\s(?:đúng|chính\sxác)|đáp\sán"
_SAID = rf"(?:là\s)?(?:{_NAMED}|đ/?a|đúng|chọn|x|(?-i:Đ)|correct|right|[{SIGNS}])"
_BEFORE = re.compile(rf"(?:[{SIGNS}]{{1,2}}|[(\[]\s?[x{SIGNS}]\s?[)\]](?=\s*\w))\s*", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:[{SIGNS}]{{1,2}}|(?<=\s)[(\[]\s?{_SAID}\s?[)\]]|(?:←|<[-=]+)+\s?(?:{_SAID})?"
    rf"|(?:→|[-=]*>)\s?(?:{_NAMED}|đúng)|(?<=\s)[-–—]\s?(?:{_NAMED}))\s?[.;]?$",
    re.IGNORECASE,
)
_FALSE = re.compile(r"\s[(\[]\s?(?:sai|(?-i:S))\s?[)\]]\s?[.;]?$", re.IGNORECASE)
_EMPTY_BOX = re.compile(r"(?:[☐□]|\[\s?\]|\(\s?\))\s*")


@dataclass(frozen=True, slots=True)
class Marked:
    """The options without their marks, the indices of the right ones, and if each is judged."""

    texts: tuple[str, ...]
    right: frozenset[int]
    are_judged: bool = False


def marks_in(texts: Sequence[str]) -> Marked | None:
    """What marks tell some options from the others; one before each of them is a bullet."""
    taken = [_taken(text) for text in texts]
    right = frozenset(at for at, (_, verdict) in enumerate(taken) if verdict)
    judged = [verdict is not None for _, verdict in taken]
    if all(judged) and 0 < len(right) < len(texts):
        return Marked(tuple(text for text, _ in taken), right, True)
    if not 0 < len(right) < len(texts):
        return None
    bare = (
        taken[at][0]
        if at in right
        else _EMPTY_BOX.sub("", text, count=1)
        if _EMPTY_BOX.match(text)
        else text
        for at, text in enumerate(texts)
    )
    return Marked(tuple(bare), right)


def _taken(text: str) -> tuple[str, bool | None]:
    """A text without its mark, and whether that says right, wrong or nothing."""
    if match := _FALSE.search(text, max(0, len(text) - _TAIL)):
        return text[: match.start()].strip(), False
    bare = text
    if match := _BEFORE.match(bare[:_HEAD]):
        bare = bare[match.end() :].strip()
    if match := _BEHIND.search(bare, max(0, len(bare) - _TAIL)):
        bare = bare[: match.start()].strip()
    return (bare, True) if bare and bare != text else (text, None)
