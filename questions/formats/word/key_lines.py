"""The one grammar of lines that name right options: "Đáp án: B", "Vậy chọn phương án B", "=> B".

A label is made of a few words in any order that makes sense; behind it stand letters, or, where
the label is one of the plainest, anything at all.
"""

import re
from dataclasses import dataclass

HEAD = 160  # letters of a line that are looked at
LOOK_ALIKE = str.maketrans("Ððƒ\xa0", "ĐđF ")
NOUN = r"(?:đáp\s{0,3}án|phương\s{1,3}án|lựa\s{1,3}chọn|(?:câu\s{1,3})?trả\s{1,3}lời)"
_LEAD = r"(?:(?:=+>|-+>|[→⇒➔➢►•*✓✔☑+>–-])\s{0,3}){0,2}+"
_BEFORE = (
    r"(?:(?:vậy|vì\s(?:vậy|thế)|do\s(?:đó|vậy)|như\svậy|từ\sđó|suy\sra|nên|ta|hãy|kết\sluận"
    r"|gợi\sý)[\s,:]{1,3})*+"
)
_NAME = (
    rf"(?:{NOUN}|chọn|đ\s?[./]\s?a|đ\.?\s?án|đa|p/a|answer(?:\skey)?|correct(?:\sanswer)?|key|ans)"
)
_RIGHT = r"(?:đúng|chính\s{1,3}xác|chuẩn)(?:\snhất)?"
_OF = r"(?:của\s)?(?:câu(?:\s{1,3}hỏi)?(?:\s{1,3}số)?\s{0,3})?(?P<number>\d{1,4})"
_WHY = r"(?:và|kèm)\s(?:giải\sthích|lời\sgiải|căn\scứ|hướng\sdẫn(?:\sgiải)?)"
_END = r"(?![^\W_])"
_LABEL = re.compile(
    rf"{_LEAD}(?P<before>{_BEFORE})(?P<words>(?:{_NAME}|(?:ý|câu|kết\squả|đáp\ssố)(?=\s{{1,3}}{_RIGHT}"
    rf"|\s{{0,3}}:)){_END}\.?(?:\s{{1,3}}(?:{_WHY}|{_RIGHT}|là|{NOUN}|chọn|câu|ý|cần"
    rf"|\(?(?:answer|key)\)?){_END})*+)(?:\s{{1,3}}{_OF}(?:\s{{1,3}}(?:là|{_RIGHT})){{0,2}})?"
    r"(?P<sign>\s{0,3}(?:[:=;]|[.–—-](?=\s)|=+>|-+>|[→⇒➔]))?\s{0,3}",
    re.IGNORECASE,
)
_NARROW = re.compile(
    rf"(?:câu\s)?(?:{_NAME})(?:\s{{1,3}}(?:{_RIGHT}|là|{_WHY}|\(?(?:answer|key)\)?))*",
    re.IGNORECASE,
)
_LETTERS = (
    r"[A-H](?![^\W_])(?:\s{0,2}(?:[,;&+/]|và)?\s{0,2}[A-H](?![^\W_])){0,7}|[A-H]{2,8}(?![^\W_])"
)
_VALUE = re.compile(
    rf"[\"“'(\[]?(?:{_LETTERS})[\"”')\]]?\s{{0,3}}(?:$|[.,;:()\[–—*-]|(?:vì|do|bởi|theo|là)\s"
    r"|đúng\s{0,3}(?:[.(]|$))"
)
_SMALL = re.compile(r"[a-h]\s{0,3}[.)]?$")
_LETTERS_FIRST = re.compile(
    rf"(?:{_LETTERS})\s{{0,3}}(?:$|[.):;–—-](?=\s|$)|(?=\()|(?=vì\s)|(?=\[))"
)
_BEFORE_REST = re.compile(rf"[\"“'(\[]?(?:{_LETTERS})[\W_]*")
_ARROW = re.compile(rf"\s{{0,3}}(?:=+>|-+>|[→⇒➔])\s{{0,3}}(?=(?:{_LETTERS})\s{{0,3}}\.?$)")
_DENIED = re.compile(
    r"(?:(?:là|thì|đều|cũng)\s)*(?:(?:đáp\sán|phương\sán|câu|ý)\s)?"
    r"(?:sai|không\s(?:đúng|phải|chính)|chưa)(?![^\W_])",
    re.IGNORECASE,
)
_SAYS_RIGHT = re.compile(
    rf"(?:(?:là|đều)\s)?(?:(?:{NOUN}|câu|ý)\s)?{_RIGHT}\s{{0,3}}\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """Where the value begins, and the question that the label names (None: the one above)."""

    length: int
    number: int | None = None


def key_label(text: str) -> KeyLabel | None:
    """The label of a line that names right options; None for any other line.

    A label with nothing behind it stands above keys, or above the key on the next line.
    """
    head = text[:HEAD].translate(LOOK_ALIKE)
    if arrow := _ARROW.match(head):
        return KeyLabel(arrow.end())
    match = _LABEL.match(head)
    if match is None:
        return None
    number = int(match["number"]) if match["number"] else None
    value = head[match.end() :]
    if _VALUE.match(value) or _SMALL.match(value):
        is_denied = not match["sign"] and _is_denied(value)
        return None if is_denied else KeyLabel(match.end(), number)
    if number is not None or not match["sign"] or match["before"]:
        return None
    is_plain = _NARROW.fullmatch(match["words"].rstrip(".")) is not None
    is_heading = match["sign"].strip() in "–—-." and len(value) > 3 and value.isupper()
    return KeyLabel(match.end()) if is_plain and not is_heading else None


def key_within(explanation: str) -> str:
    """The key that an explanation begins with ("Chọn A. Vì …", "B"), with all behind it; or ""."""
    text = explanation.strip()
    found = key_label(text)
    value = text[found.length :] if found else text
    head = value[:HEAD]
    is_letters = re.fullmatch(rf"(?:{_LETTERS})\s{{0,3}}\.?", head) is not None
    if not (is_letters or (found and _VALUE.match(head))) or (found and found.number):
        return ""
    return "" if _is_denied(head) else value


def _is_denied(value: str) -> bool:
    """Whether it is said of the letters that they are wrong."""
    letters = _BEFORE_REST.match(value)
    return letters is not None and denies(value[letters.end() :])


def begins_with_letters(text: str) -> bool:
    """Whether an entry of a list of keys begins with letters: "B. hai cửa", "B (Điều 3)"."""
    return _LETTERS_FIRST.match(text[:HEAD]) is not None


def denies(rest: str) -> bool:
    """Whether what follows a letter says that this option is wrong."""
    return _DENIED.match(rest.strip(" .,:;–—-")) is not None


def says_right(rest: str) -> bool:
    """Whether what follows a letter says only that it is right: "là đáp án đúng"."""
    return _SAYS_RIGHT.fullmatch(rest.strip()) is not None
