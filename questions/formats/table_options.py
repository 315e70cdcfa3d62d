"""The options of a table's row: in columns of their own, in one cell, below the question."""

import re
from dataclasses import dataclass

from questions.formats.table_marks import SIGNS

_MARK = rf"(?P<mark>[{SIGNS}]|[(\[][xX][)\]]|[☐□])?"
_LINE = re.compile(
    rf"[ \t\xa0]*{_MARK}[ \t\xa0]*\(?(?P<letter>[A-Ha-h])[ \t\xa0]*"
    r"(?:[.):/]|[-–](?=[ \t]))[ \t\xa0]*"
)
_WHOSE = re.compile(rf"\s(?:[{SIGNS}]|[(\[][xX][)\]])\s+[A-H][.)]")  # whose is it?
_FIRST = re.compile(r"(?<=[\s?.:;])A[.)](?=\s)")
_KEY_LINE = re.compile(
    r"\s*(?:đáp án|đ/?a|phương án|trả lời|key|answer)(?: đúng)?(?: là)?\s*[:.=]\s*(.{1,80})",
    re.IGNORECASE,
)
_MOST_LINES = 300
_AROUND = " \t\n;"
_NO_LETTER = 100  # behind all that a letter or a digit names


@dataclass(frozen=True, slots=True)
class Given:
    """An option with the position that its column or letter gives it (A is 0)."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A question whose options stand in its own cell, and the key where a line there says it."""

    stem: str
    options: list[Given]
    key: str = ""


def options_in(text: str) -> list[Given]:
    """The options that one cell holds: by their letters, else a line each."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > _MOST_LINES:  # more than any question has, and too many to look at
        return [Given(0, "")] * len(lines)
    by_letters = _by_letters(lines)
    return by_letters or _of_later_letters(lines) or _by_lines(lines)


def _by_lines(lines: list[str]) -> list[Given]:
    return [Given(at, line.strip()) for at, line in enumerate(lines)]


def _of_later_letters(lines: list[str]) -> list[Given]:
    """Lines "C. …" and "D. …": the rest of a question's options, which no A or B is among."""
    labels = [label for line in lines if (label := _LINE.match(line))]
    positions = [_position(label) for label in labels]
    if len(labels) < len(lines) or positions != sorted(set(positions)):
        return []
    pairs = zip(labels, lines, strict=True)
    return [Given(_position(label), _behind(label, line)) for label, line in pairs]


def _by_letters(lines: list[str]) -> list[Given]:
    """Lines "A. …", or several options in a line; none where fewer than two have letters."""
    lettered, inline = _lettered(lines), _inline("\n".join(lines))
    own = _out_of_order(lines)
    if own and len(own) >= len(inline):
        return own
    found = inline if len(inline) > len(lettered) else lettered
    return found if len(found) > 1 else []


def _out_of_order(lines: list[str]) -> list[Given]:
    """Lines that all have letters, not in their order; a letter that stands twice means none."""
    labels = [label for line in lines if (label := _LINE.match(line))]
    positions = [_position(label) for label in labels]
    in_order = positions == sorted(set(positions)) and positions[:2] != [0, 2]
    if len(labels) < len(lines) or len(lines) < 2 or 0 not in positions or in_order:
        return []
    return [
        Given(at if positions.count(at) == 1 else _NO_LETTER + number, _behind(label, line))
        for number, (at, label, line) in enumerate(zip(positions, labels, lines, strict=True))
    ]


def whole_in(text: str) -> Whole | None:
    """A question with its options below it or behind it, by their letters; None for another."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not 0 < len(lines) <= _MOST_LINES:
        return None
    key = _KEY_LINE.fullmatch(lines[-1])
    body = lines[:-1] if key else lines
    for at, line in enumerate(body):
        label = _LINE.match(line)
        if at and label and _position(label) == 0:
            return _whole(body[:at], body[at:], key)
    for at, line in enumerate(body):
        if first := _FIRST.search(line):
            rest = [line[first.start() :], *body[at + 1 :]]
            return _whole([*body[:at], line[: first.start()]], rest, key)
    return None


def _whole(stem: list[str], rest: list[str], key: re.Match[str] | None) -> Whole | None:
    options = _by_letters(rest)
    said = key[1].strip() if key else ""
    return Whole("\n".join(stem).strip(), options, said) if options else None


def without_letters(given: list[Given]) -> list[Given]:
    """Options whose columns give them letters, where each says its own letter again."""
    labels = [_LINE.match(each.text) for each in given]
    texts = [
        Given(each.position, _behind(label, each.text))
        for each, label in zip(given, labels, strict=True)
        if label and _position(label) == each.position
    ]
    return texts if len(texts) == len(given) and all(each.text for each in texts) else given


def _lettered(lines: list[str]) -> list[Given]:
    """Lines with letters in their order; one without goes on with the option before it."""
    found: list[list[str]] = []
    for line in lines:
        match = _LINE.match(line)
        if match and _position(match) == len(found):
            found.append([_behind(match, line)])
        elif found:
            found[-1].append(line.strip())
        else:
            return []
    return [Given(at, "\n".join(parts).strip()) for at, parts in enumerate(found)]


def _position(label: re.Match[str]) -> int:
    return ord(label["letter"].upper()) - ord("A")


def _behind(label: re.Match[str], line: str) -> str:
    """What follows a letter; a mark before the letter stays a mark."""
    return f"{label['mark'] or ''}{line[label.end() :].strip()}"


def _inline(line: str) -> list[Given]:
    """Options one after the other: "A. … B. … C. …"."""
    starts: list[re.Match[str]] = []
    for sign in "ABCDEFGH":
        after = starts[-1].end() if starts else 0
        pattern = rf"(?:^|(?<=[\s;]))(?P<mark>[{SIGNS}])?{sign}[.)][ \t\xa0]*"
        match = re.compile(pattern).search(line, after)
        if match is None:
            break
        starts.append(match)
    if not starts or line[: starts[0].start()].strip() or _WHOSE.search(line):
        return []
    ends = [each.start() for each in starts[1:]] + [len(line)]
    return [
        Given(at, f"{each['mark'] or ''}{line[each.end() : end].strip(_AROUND)}")
        for at, (each, end) in enumerate(zip(starts, ends, strict=True))
    ]
