"""What a key says: letters, digits, true and false, or an option's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.formats.keys import positions_of
from questions.formats.word.key_lines import NOUN, key_label, says_right
from questions.text import fold

_LOOK_ALIKE = str.maketrans("Ððđ\xa0", "ĐĐĐ ")
_LEADING = re.compile(
    r"(?P<letters>[A-H](?:\s{0,2}(?:[,;&+/]|và)?\s{0,2}[A-H](?![^\W_])){0,7})"
    r"\s{0,3}(?:[.:),;–-]{1,3}|(?=[(\[])|(?=(?:vì|do|bởi|theo|là|đúng)(?:\s|\W|$))|$)\s{0,3}"
)
_SMALL_LEADING = re.compile(r"(?P<letters>[a-h])\s{0,3}(?:[.):]{1,2}(?=\s|$)|(?=\())\s{0,3}")
_TRUTHS = re.compile(
    r"(?:[a-h]\s{0,2}[).:–-]{0,2}\s{0,2})?(đúng|sai|[ĐS](?![^\W_])|[ĐS](?=[ĐS]{0,7}(?![^\W_])))[\s,;.|/–-]*+",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"(?:{NOUN}|chọn|câu|ý)\s{{1,3}}(?=[A-H](?:\W|$))", re.IGNORECASE)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A key as far as it can be understood without its options."""

    written: str
    positions: frozenset[int] = frozenset()
    truths: tuple[bool, ...] = ()
    rest: str = ""  # what follows the letter: the option's words again, or why it is right


def answer_of(written: str) -> Answer:
    """Understand a key: "B", "B. Sở Nội vụ", "A, C", "2", "Đ S Đ S", "a) Đúng b) Sai", words."""
    text = _bare(" ".join(written[: _LONGEST * 10].split()))
    led = _LEADING.match(text)
    if led and says_right(text[led.end() :]) and (found := positions_of(led["letters"])):
        return Answer(text, frozenset(found))
    if truths := truths_of(text):
        return Answer(text, truths=truths)
    plain = text.rstrip(" .;")
    positions = positions_of(plain.upper()) if len(plain) < 30 and _is_list(plain) else None
    if positions is not None and max(positions) < 8:
        return Answer(text, frozenset(positions))
    led = led or _SMALL_LEADING.match(text)
    if led and (found := positions_of(led["letters"])) is not None:
        return Answer(text, frozenset(found), rest=text[led.end() :])
    if re.fullmatch(r"[1-8](?:\s?[,;]\s?[1-8])*", plain):
        return Answer(text, frozenset(int(each) - 1 for each in re.findall(r"\d", plain)))
    return Answer(text)


def _bare(text: str) -> str:
    """Without stars, brackets and quotes around it, and without words that call it a key again."""
    text = text.strip(" *")
    if text[:1] + text[-1:] in ("[]", "()", "“”", '""', "''"):
        text = text[1:-1].strip()
    if label := key_label(text):
        text = text[label.length :]
    called = _CALLED.match(text)
    return text[called.end() :] if called else text


def _is_list(text: str) -> bool:
    """Whether each word is a letter, or all of it is one word of large letters."""
    return len(text) == 1 or text.isupper() or " " in text or "," in text


def truths_of(text: str) -> tuple[bool, ...]:
    """What is true and what false, one after the other; () if it says anything else."""
    text = text.translate(_LOOK_ALIKE).strip(" .;")
    if not text or len(text) > _LONGEST:
        return ()
    if re.fullmatch(r"[DS]{4}", text) and "S" in text:
        return tuple(each == "D" for each in text)
    truths, at = [], 0
    while at < len(text):
        match = _TRUTHS.match(text, at)
        if match is None:
            return ()
        truths.append(match[1][0].upper() == "Đ")
        at = match.end()
    return tuple(truths)


def position_of_words(words: str, options: Sequence[str]) -> int | None:
    """The option that says the same, but for case, marks of ends and blanks; None if not one."""
    wanted = fold(words).strip(" .;:")
    found = [at for at, each in enumerate(options) if wanted and fold(each).strip(" .;:") == wanted]
    return found[0] if len(found) == 1 else None


_OF_ALL = re.compile(
    r"(?:cả|gồm)?\s{0,2}(?:phương\sán|đáp\sán|câu|ý)?\s{0,2}(?P<letters>[A-H](?:\W{1,3}(?:và\W)?[A-H](?![^\W_])){1,6})"
    r"(?:\sđều)?(?:\sđúng)?[.;]?",
    re.IGNORECASE,
)


def joining(positions: frozenset[int], options: Sequence[str]) -> int | None:
    """The option that says these letters itself, "Cả A và B"; None if not one does."""
    matches = [_OF_ALL.fullmatch(each[:_LONGEST].strip()) for each in options]
    said = [match and positions_of(match["letters"]) for match in matches]
    found = [at for at, each in enumerate(said) if each and frozenset(each) == positions]
    return found[0] if len(found) == 1 else None


# Entries of a key line: "1:A", "1-A", "1a", "Câu 1: Đáp án A", "Đáp án câu 1: A", "3: ĐSĐS".
_NAMED = rf"(?:{NOUN}|chọn|ý|đ/?a)(?:\sđúng|\slà)?"
_ENTRY = re.compile(
    rf"(?:[*•+–-]\s{{0,2}})?(?:(?:{NOUN}|đ/?a)(?:\sđúng)?(?:\scủa)?\s{{1,3}})?"
    r"(?:câu(?:\shỏi)?(?:\ssố)?\s{0,2}|c|\((?=\d{1,4}\)))?(?P<number>\d{1,4})\s{0,3}(?:là\s|[.:)\-–—/=→>]{0,2})\s{0,3}"
    rf"(?:{_NAMED}[\s:]{{1,3}}){{0,2}}"
    r"(?P<key>a\s?[.):-]\s?(?:đúng|sai|[ĐS])(?:[\s,;]{1,3}[b-h]\s?[.):-]\s?(?:đúng|sai|[ĐS])"
    r"(?![^\W_])){1,7}|[A-H](?:\s?[,;&]\s?[A-H])*(?![^\W_])|[A-H]{2,8}(?![^\W_])|[ĐS](?:\s?[ĐS]){3}(?![^\W_])"
    r"|đúng|sai|[ĐS](?![^\W_]))(?P<note>\s{0,2}\((?!\d{1,4}\))[^()]{1,120}\))?[\s|;,.\-–—/]*+",
    re.IGNORECASE,
)
_MOST_ENTRIES = 5_000  # on one line
_PREFIX = re.compile(
    r"(?:(?:bảng\s)?(?:đáp\s?án|key|answers?)[^\n:]{0,40}|(?:phần|part|mã\sđề|mã|đề(?:\ssố)?)\s"
    r"(?:thi\s|số\s)?(?:\d{1,4}|[IVX]{1,5}|[A-H]))\s{0,3}:\s{0,3}(?=(?:câu\s{0,2})?\d)"
    r"|[IVX]{1,5}\s?[.)]\s{1,3}(?:[^\W\d][^:\d]{0,40}:\s{0,3})?(?=(?:câu\s{0,2})?\d)|[|\s.]++",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:câu\s{0,2})?(?P<first>\d{1,4})\s{0,2}[-–—]\s{0,2}(?:câu\s{0,2})?(?P<last>\d{1,4})"
    r"\s{0,2}[:.)]\s{0,2}(?P<keys>[A-H](?:[\s,;.-]{0,3}[A-H]){0,199})(?![^\W_])[\s|;,.]*+",
    re.IGNORECASE,
)
_NAMES_KEY = re.compile(rf"(?:{NOUN}|chọn|đ/?a)(?![^\W_])", re.IGNORECASE)


def entries_of(text: str) -> tuple[tuple[int, str], ...]:
    """The numbers and keys of a line that holds nothing else; () for any other line."""
    at = len(key_prefix(text))
    found: list[tuple[int, str]] = []
    while at < len(text) and len(found) <= _MOST_ENTRIES:
        if several := _RANGE.match(text, at):
            letters = [char.upper() for char in several["keys"] if char.isalpha()]
            numbers = range(int(several["first"]), int(several["last"]) + 1)
            if len(numbers) != len(letters):
                return ()
            found += zip(numbers, letters, strict=True)
            at = several.end()
            continue
        match = _ENTRY.match(text, at)
        if match is None:
            return ()
        found.append((int(match["number"]), match["key"].upper() + (match["note"] or "")))
        at = match.end()
    return tuple(found) if at >= len(text) else ()


def key_prefix(text: str) -> str:
    """What may stand before the keys of a line: "Đáp án mã đề 102:", "Phần I:"."""
    prefix = _PREFIX.match(text)
    return prefix[0] if prefix else ""


def names_key(entry: str) -> bool:
    """Whether a line of one entry calls it a key itself: "Câu 1: Đáp án B", no question "1. A"."""
    return _NAMES_KEY.search(entry[:100]) is not None


_BETWEEN = r"[\s,;.|/\-–—]"
_LETTERS_LINE = re.compile(rf"[A-H](?:{_BETWEEN}{{1,8}}[A-H])*+{_BETWEEN}{{0,8}}|[A-H]{{2,200}}\.?")


def letters_of(text: str) -> str:
    """The letters of a line that holds nothing else, in their order: "A A D C"; "" for others."""
    text = text.strip()
    if not text or len(text) > _LONGEST * 10 or not _LETTERS_LINE.fullmatch(text):
        return ""
    return "".join(char for char in text if char.isalpha())
