"""What the first letters of a line say: a question, an option, a field, a heading.

Each search looks at a line's beginning or end alone, so that none takes long on a long line.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from questions.formats.word.key_lines import HEAD, LOOK_ALIKE, key_label

TAIL = 400  # letters of a line's end that are looked at


class Family(StrEnum):
    """How questions are numbered: "Câu 1", "1.", "Bài 1", "2.1.", "(1)", or not at all."""

    WORD = "word"
    NUMBER = "number"
    LESSON = "lesson"
    LEVELS = "levels"
    BRACKETS = "brackets"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StemLabel:
    """The number before a question's words, and where these begin."""

    family: Family
    number: int | None
    length: int
    tag: str = ""  # what stands in brackets behind the number: "NB", "0,25 điểm"


@dataclass(frozen=True, slots=True)
class OptionLabel:
    """An option's letter by its position, and where its words begin."""

    position: int
    is_small: bool
    length: int
    is_starred: bool = False
    stays: bool = False


_FIX = r"(?P<fix>\#!\s?|\$\s?)?"
_WORDS = re.compile(
    r"(?:[*•+–-]\s{0,3})?" + _FIX + r"(?P<bracket>[(\[])?"
    r"(?:(?P<word>câu\s{1,3}hỏi|câu|question|bài\s{1,3}tập|bài)\s{0,3}(?:số\s{0,3}|thứ\s{0,3})?"
    r"|(?P<short>CH|C|Q)(?=\d{1,4}\s{0,3}[.:)\]]))"
    r"(?P<number>\d{1,4})(?(bracket)[)\]])(?P<tag>\s{0,3}[(\[][^()\[\]]{1,40}[)\]])?"
    r"(?P<sign>\s{0,3}[.:)\-–—/,]{1,3})?(?P<later>\s{0,3}[(\[](?:NB|TH|VDC?|M\d|TB|Dễ|Khó)[)\]]\s{0,3}[.:]?)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s{0,3}\d{1,4}\s{0,3}(?:[.:)]|$|đến)", re.IGNORECASE)
_UNNUMBERED = re.compile(
    r"(?:[*•+–-]\s{0,3})?(?:câu\s{1,3}hỏi|question|hỏi)\s{0,3}:", re.IGNORECASE
)
_NUMBER = re.compile(
    _FIX + r"(?P<number>\d{1,4})(?:[.):]{1,2}(?=\s|\D|$)|[/\-–](?=\s|[^\W\d])|(?=\t))"
)
_LEVELS = re.compile(r"(?:\d{1,3}\.){1,4}(?P<number>\d{1,4})(?:[.):]{1,2}(?=\s|$)|(?=\t))")
_BRACKETS = re.compile(
    r"(?:\(\s?(?P<round>\d{1,4})\s?\)|\[\s?(?P<square>\d{1,4})\s?\]|#(?P<plain>\d{1,4}))[.:]?(?=\s)"
)
# A mark before the letter says that the option is right; a bullet says nothing.
_OPTION = re.compile(
    r"(?P<mark>(?:[*✓✔√☑●⦿◉⚫]|=+>|-+>|>+|[→⇒➔➢►▶⇨]|\[[xX]\]|\([xXvV*✓]\)|[xXvV](?=\s{1,3}[A-H][.)]))\s{0,3}"
    r"|\#!\s?|\$\s?)?(?:(?:\[\s?\]|[○◯◦▪□☐•+–-])\s{0,3})?"
    r"[(\[]?(?P<letter>[A-Ha-h])(?:\s?[.)\]]|[/:]|\s?[-–](?=\s)|(?=\t))",
)
_AFTER = re.compile(r"\s{0,3}(?P<mark>\*|\[[xX]\]|\#!)\s{0,3}")


def stem_label(text: str) -> StemLabel | None:
    """The label of a question, if the line begins with one."""
    head = text[:HEAD].translate(LOOK_ALIKE)
    if match := _WORDS.match(head):
        return _word_label(head, match)
    if match := _UNNUMBERED.match(head):
        return StemLabel(Family.WORD, None, match.end())
    if match := _NUMBER.match(head):
        return StemLabel(Family.NUMBER, int(match["number"]), match.end())
    if match := _LEVELS.match(head):
        return StemLabel(Family.LEVELS, int(match["number"]), match.end())
    if match := _BRACKETS.match(head):
        return StemLabel(Family.BRACKETS, int(next(filter(None, match.groups()))), match.end())
    return None


def _word_label(head: str, match: re.Match[str]) -> StemLabel | None:
    sign = (match["sign"] or "").strip()
    rest = head[match.end() :]
    if sign[:1] in ("-", "–", "—") and _RANGE.match(rest):
        return None
    is_marked = bool(sign or match["bracket"] or match["tag"] or match["later"])
    if not is_marked and rest.strip() and not _begins_anew(rest):
        return None
    is_lesson = (match["word"] or "")[:1].lower() == "b"
    family = Family.LESSON if is_lesson else Family.WORD
    tag = (match["tag"] or match["later"] or "").strip(" .:[]()")
    return StemLabel(family, int(match["number"]), match.end(), tag)


def _begins_anew(rest: str) -> bool:
    """Whether words without a sign before them can be a question's: "Câu 1 Ai là …"."""
    word = rest.lstrip()
    return rest[:1].isspace() and not word[:1].islower()


def option_label(text: str) -> OptionLabel | None:
    """The label of an option, if the line begins with one."""
    head = text[:HEAD].translate(LOOK_ALIKE)
    match = _OPTION.match(head)
    if match is None:
        return None
    name, end = match["letter"], match.end()
    mark = (match["mark"] or "").strip()
    if after := _AFTER.match(head, end):
        mark, end = mark + after["mark"], after.end()
    stays = "#!" in mark or "$" in mark
    is_starred = bool(mark.replace("#!", "").replace("$", ""))
    position = ord(name.upper()) - ord("A")
    return OptionLabel(position, name.islower(), end, is_starred, stays)


class FieldName(StrEnum):
    """What is said of a question below it, a line each."""

    KEY = "key"
    EXPLANATION = "explanation"
    BASIS = "basis"
    TOPIC = "topic"
    DIFFICULTY = "difficulty"
    CODE = "code"
    AUDIENCES = "audiences"
    VALIDITY = "validity"
    SOURCE = "source"
    KIND = "kind"
    PICTURES = "pictures"  # that no text shows; of our own writer alone


_ARROW = r"(?:=>|->|[→⇒➔•+–-])?\s{0,3}"
_FIELDS = {
    name: re.compile(rf"{_ARROW}(?:{words})\s{{0,3}}(?:[:=]|[.–-](?=\s))\s{{0,3}}", re.IGNORECASE)
    for name, words in {
        FieldName.EXPLANATION: r"(?:lời\sgiải|hướng\sdẫn(?:\sgiải)?|giải\sthích|lý\sgiải|giải"
        r"|gợi\sý|hdg?|explanation|rationale)(?:\s(?:chi\stiết|đáp\sán|trả\slời))?",
        FieldName.BASIS: r"căn\scứ(?:\spháp\s(?:lý|luật))?|cơ\ssở\spháp\slý|trích\sdẫn",
        FieldName.TOPIC: r"chủ\sđề|hạng\smục|lĩnh\svực|chuyên\sđề|topic",
        FieldName.DIFFICULTY: r"(?:mức(?:\sđộ)?|độ|cấp\sđộ)(?:\s(?:khó|nhận\sthức))?|level"
        r"|difficulty",
        FieldName.CODE: r"mã\s(?:câu(?:\shỏi)?|số\scâu)|id",
        FieldName.AUDIENCES: r"đối\stượng(?:\sdự\sthi)?",
        FieldName.VALIDITY: r"hiệu\slực|thời\shạn\sáp\sdụng",
        FieldName.SOURCE: r"nguồn|source",
        FieldName.KIND: r"loại(?:\scâu(?:\shỏi)?)?|dạng(?:\scâu(?:\shỏi)?)?",
    }.items()
}
_FIRST_LETTERS = frozenset("=-→⇒➔•+–cđptahkglrnmits")


def field_label(text: str) -> tuple[FieldName, int] | None:
    """The field that a line begins with, and where its value does."""
    if key := key_label(text):
        return FieldName.KEY, key.length
    head = text[:HEAD].translate(LOOK_ALIKE)
    if head[:1].lower() not in _FIRST_LETTERS:
        return None
    for name, pattern in _FIELDS.items():
        if match := pattern.match(head):
            return name, match.end()
    return None


_END = re.compile(r"[\W_]{0,60}(?:h[eế]t|the\s{1,3}end|end)[\W_]{0,60}$", re.IGNORECASE)
_KEYS_HEADING = re.compile(
    r"[\W_]{0,20}(?:phần\s|[IVX]{1,4}[.)]\s{0,3})?(?:bảng\s{1,3})?(?:đáp\s{1,3}án|answer\s{1,3}keys?"
    r"|hướng\s{1,3}dẫn\s{1,3}chấm|biểu\s{1,3}điểm)(?!\s(?:nào|đúng\snhất|sau)).{0,60}$",
    re.IGNORECASE,
)
_SOLUTIONS_HEADING = re.compile(
    r"[\W_]{0,20}(?:phần\s|[IVX]{1,4}[.)]\s{0,3})?(?:(?:bảng\s)?đáp\sán\s(?:và|-)\s)?(?:lời\sgiải"
    r"|hướng\sdẫn(?:\sgiải)?|giải\sthích|bài\sgiải|giải|đáp\sán\schi\stiết)"
    r"(?:\s(?:và\s)?đáp\sán)?(?:\schi\stiết)?[\W_]{0,20}$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:phần|nhóm|part|chương|chuyên\sđề|mục|section|chủ\sđề)(?:\sthứ)?\s{1,3}"
    r"(?:[IVX]{1,5}|\d{1,2}|[A-Z]|một|hai|ba|bốn|năm)(?![^\W_])|[IVX]{1,5}\s?[.)/:](?=\s))\s{0,3}[.:)–-]?\s{0,3}",
    re.IGNORECASE,
)


_ASKS_OF = re.compile(
    r"(?:trả\slời|làm|thực\shiện|hoàn\sthành|giải)\s(?:các\s)?câu(?:\shỏi)?\s(?:số\s)?(?:từ\s)?"
    r"(?:câu\s)?(?P<number>\d{1,4})",
    re.IGNORECASE,
)


def asked_below(text: str) -> int:
    """The first question that a line says it is for: "Đọc và trả lời câu 3 đến câu 5"; or 0."""
    match = _ASKS_OF.search(text[:HEAD])
    return int(match["number"]) if match else 0


def is_end(text: str) -> bool:
    """Whether the paper says that it ends here."""
    return len(text) < HEAD and _END.match(text) is not None


def is_keys_heading(text: str) -> bool:
    """Whether a line stands above the answers of the paper; a question does not end so."""
    head = text.translate(LOOK_ALIKE)
    return len(text) < HEAD and not head.endswith("?") and _KEYS_HEADING.match(head) is not None


def is_solutions_heading(text: str) -> bool:
    """Whether a line stands above explanations: of the paper, or of the question before it."""
    return len(text) < HEAD and _SOLUTIONS_HEADING.match(text.translate(LOOK_ALIKE)) is not None


def part_label(text: str) -> int | None:
    """How long the number of a part is, if the line is the heading of one."""
    match = _PART.match(text[:HEAD].translate(LOOK_ALIKE))
    return match.end() if match and not text[: match.end()].islower() else None
