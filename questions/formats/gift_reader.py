"""GIFT read as Moodle reads it: choices of one or of several options, true and false."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from questions.formats.field_words import difficulty_of
from questions.formats.gift_text import (
    CATEGORY,
    DEFAULT_FORMAT,
    Block,
    blocks,
    format_of,
    shown,
)
from questions.formats.html_text import PlainText, plain, remarks
from questions.formats.reading import Code, Item, Reading, Remark
from questions.formats.text_file import (
    BLANKS,
    decode,
    first_words,
    flat,
    has_controls,
    lines,
    refuse_too_many,
)
from questions.model import FEWEST_OPTIONS, Difficulty, Kind, Option, Question
from questions.pictures import each_once
from questions.text import fold

GAP = "_____"
LONGEST_CODE = 60
RIGHT, WRONG = "Đúng", "Sai"
_ENDS = " .…?!:"
_MOST_OPTIONS = 26
_MOST_SIGNS = 500
_NAME = re.compile(r"::(.*?)::", re.DOTALL)
_CONTEXT = re.compile(r"\$[a-z]+[0-9]*\$(?:/top(?=/|$))?/?")
_WEIGHT = re.compile(r"%[ \t]*(-?[0-9]{1,3}(?:[.,][0-9]{1,10})?)[ \t]*%")
_BAD_WEIGHT = re.compile(r"%(?=[^%]*[0-9])[^%\s]{1,12}%")
_HTML = re.compile(
    r"</?(?:a|b|big|br|code|div|em|font|h[1-6]|hr|i|img|li|math|ol|p|pre|small|span|strong|sub|sup"
    r"|table|tbody|td|th|tr|u|ul)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


class _NotRead(Exception):
    """A block is no question that we have."""

    def __init__(self, code: Code, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def read(content: bytes) -> Reading:
    """Read a GIFT file; ``at`` is the line where a question begins.

    Refused are, by their Moodle names, the kinds that we do not have (not-supported: essay,
    numerical, matching, shortanswer, description) and blocks that cannot be understood (syntax:
    brace-missing, two-in-one-block, weight).  Raises FormatRefused: empty-file, too-large,
    not-utf-8, too-many-items.
    """
    topic = ""
    items: list[Item] = []
    findings: list[Remark] = []
    refused: list[Remark] = []
    for block in blocks(lines(decode(content))):
        if block.text.startswith(CATEGORY):
            topic = topic_of(block.text.removeprefix(CATEGORY))
            continue
        try:
            question, said = _read_block(block)
            items.append(Item(block.at, replace(question, topic=topic)))
            findings += said
        except _NotRead as reason:
            refused.append(Remark(block.at, reason.code, reason.params))
        refuse_too_many(len(items) + len(refused))
    return Reading(tuple(items), tuple(findings), tuple(refused))


def topic_of(path: str) -> str:
    """A category's path without the place where Moodle keeps it; a doubled slash is one."""
    return _CONTEXT.sub("", path.strip(BLANKS), count=1).replace("//", "/")


def code_of(name: str, stem: str) -> str:
    """The name of a question where it is a code and not its words again."""
    is_code = 0 < len(name) <= LONGEST_CODE and not re.search(r"\s", name)
    return name if is_code and not repeats(name, stem) else ""


def repeats(name: str, stem: str) -> bool:
    """Whether a name is the stem, or its beginning as Moodle names what has no name."""
    words, whole = fold(name).rstrip(_ENDS), fold(stem)
    return words == whole.rstrip(_ENDS) or (len(words) >= 20 and whole.startswith(words))


@dataclass(slots=True)
class _Texts:
    """The pieces of one block as plain text, in the format of its stem where they name none."""

    format: str = DEFAULT_FORMAT
    read: list[PlainText] = field(default_factory=list)

    def stem(self, before: str, after: str) -> str:
        """The stem; a gap stands where the answers stand before its end."""
        self.format, words = format_of(before, DEFAULT_FORMAT)
        tail = after.strip(BLANKS)
        return self._plain(self.format, f"{words} {GAP} {tail}".lstrip() if tail else words)

    def piece(self, raw: str) -> str:
        return self._plain(*format_of(raw, self.format))

    def _plain(self, form: str, words: str) -> str:
        if form == "html":
            return self._from_html(shown(words))
        if form == "markdown":
            return shown(words)
        line = flat(words)
        if form == DEFAULT_FORMAT and "<" in line and _HTML.search(line):
            return self._from_html(shown(line).replace("\n", "<br>"))
        return shown(line)

    def _from_html(self, markup: str) -> str:
        self.read.append(plain(markup))
        return self.read[-1].text


@dataclass(slots=True)
class _Answer:
    """One option of a choice, as its sign, weight and feedback say."""

    sign: str
    weight: float | None
    text: str
    feedback: str

    @property
    def is_right(self) -> bool:
        if self.sign == "=":
            return self.weight is None or self.weight > 0
        return self.weight is not None and self.weight >= 100


@dataclass(slots=True)
class _Key:
    """What the braces say, once they are understood."""

    kind: Kind
    options: tuple[Option, ...]
    right_feedback: str = ""
    is_feedback_lost: bool = False
    are_weights_lost: bool = False
    stray: str = ""


def _read_block(block: Block) -> tuple[Question, list[Remark]]:
    if has_controls(shown(block.text)):
        raise _NotRead(Code.BAD_TEXT)
    text = block.text.strip(BLANKS)
    named = _NAME.match(text)
    name = shown(flat(named[1])) if named else ""
    before, body, after = _cut(text[named.end() :] if named else text)
    texts = _Texts()
    stem = texts.stem(before, after)
    body, has_general, general = _general_feedback(body)
    key = _read_key(body, texts)
    if not stem:
        raise _NotRead(Code.NO_STEM)
    explanation = texts.piece(general) if has_general else ""
    key.is_feedback_lost |= bool(explanation and key.right_feedback)
    difficulty = next(filter(None, map(difficulty_of, block.tags)), None)
    question = Question(
        key.kind,
        stem,
        key.options,
        code=block.id or code_of(name, stem),
        difficulty=difficulty,
        explanation=explanation or key.right_feedback,
        pictures=each_once(picture for each in texts.read for picture in each.pictures),
    )
    said = [*_said(block, question, name, key), *remarks(block.at, *texts.read)]
    return question, said


def _cut(text: str) -> tuple[str, str, str]:
    """The stem before the braces, what stands between them, and after them."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise _NotRead(Code.NOT_SUPPORTED, kind="description")
    if not 0 <= start < end:
        raise _NotRead(Code.SYNTAX, what="brace-missing")
    after = text[end + 1 :]
    if "{" in after or "}" in after:
        raise _NotRead(Code.SYNTAX, what="two-in-one-block")
    return text[:start], text[start + 1 : end].strip(BLANKS), after


def _general_feedback(body: str) -> tuple[str, bool, str]:
    head, sign, feedback = body.rpartition("####")
    return (head.strip(BLANKS), True, feedback) if sign else (body, False, "")


def _read_key(body: str, texts: _Texts) -> _Key:
    """Understand the braces; the first that fits, in Moodle's order."""
    if not body:
        raise _NotRead(Code.NOT_SUPPORTED, kind="essay")
    if body.startswith("#"):
        raise _NotRead(Code.NOT_SUPPORTED, kind="numerical")
    if "~" in body:
        return _read_choice(body, texts)
    if "=" in body and "->" in body:
        raise _NotRead(Code.NOT_SUPPORTED, kind="matching")
    truth, *feedback = body.split("#", 2)
    if truth.strip(BLANKS) in _TRUTHS:
        return _read_truth(_TRUTHS[truth.strip(BLANKS)], feedback, texts)
    raise _NotRead(Code.NOT_SUPPORTED, kind="shortanswer")


def _read_truth(is_true: bool, feedback: list[str], texts: _Texts) -> _Key:
    """The first feedback is for who chose wrongly, the second for who chose rightly."""
    wrong, right = (*map(texts.piece, feedback), "", "")[:2]
    options = (Option(RIGHT, is_true, stays=True), Option(WRONG, not is_true, stays=True))
    return _Key(Kind.TRUE_FALSE, options, right, is_feedback_lost=bool(wrong))


def _read_choice(body: str, texts: _Texts) -> _Key:
    """One answer is right where any has ``=``; several may be where only weights tell."""
    if body.count("~") + body.count("=") > _MOST_SIGNS:
        raise _NotRead(Code.TOO_MANY_OPTIONS, count=body.count("~") + body.count("="))
    stray, *pieces = re.split(r"([~=])", body)
    answers = list(_read_answers(pieces, texts))
    if len(answers) < FEWEST_OPTIONS:
        raise _NotRead(Code.TOO_FEW_OPTIONS, count=len(answers))
    if len(answers) > _MOST_OPTIONS:
        raise _NotRead(Code.TOO_MANY_OPTIONS, count=len(answers))
    is_single = any(each.sign == "=" for each in answers)
    is_several = not is_single and any(each.weight is not None for each in answers)
    right = [
        (each.weight or 0) > 0 if is_several else each.is_right for each in answers
    ]  # in the order as written
    feedback = [each.feedback for each, is_right in zip(answers, right, strict=True) if is_right]
    others = [each.feedback for each, is_right in zip(answers, right, strict=True) if not is_right]
    told = [each for each in feedback if each]
    return _Key(
        Kind.SEVERAL if is_several else Kind.SINGLE,
        tuple(Option(each.text, is_right) for each, is_right in zip(answers, right, strict=True)),
        told[0] if len(told) == 1 else "",
        is_feedback_lost=any(others) or len(told) > 1,
        are_weights_lost=not (_is_even if is_several else _is_whole)(answers),
        stray=shown(stray.strip(BLANKS)),
    )


def _read_answers(pieces: list[str], texts: _Texts) -> Iterator[_Answer]:
    for sign, piece in zip(pieces[::2], pieces[1::2], strict=True):
        words = piece.lstrip(BLANKS)
        weight = _WEIGHT.match(words)
        if weight is None and _BAD_WEIGHT.match(words):
            raise _NotRead(Code.SYNTAX, what="weight")
        points = float(weight[1].replace(",", ".")) if weight else None
        if points is not None and abs(points) > 100:
            raise _NotRead(Code.SYNTAX, what="weight")
        text, _, feedback = (words[weight.end() :] if weight else words).partition("#")
        yield _Answer(sign, points, texts.piece(text), texts.piece(feedback))


def _is_whole(answers: list[_Answer]) -> bool:
    """Whether a single choice gives all or nothing."""
    return all(each.weight in (None, 0, 100) for each in answers)


def _is_even(answers: list[_Answer]) -> bool:
    """Whether the right answers share the whole evenly and the others cost one price."""
    right = [each.weight for each in answers if each.weight and each.weight > 0]
    prices = {each.weight or 0 for each in answers if not each.weight or each.weight <= 0}
    return len(prices) <= 1 and all(abs(each - 100 / len(right)) < 0.01 for each in right)


def _said(block: Block, question: Question, name: str, key: _Key) -> Iterator[Remark]:
    at = block.at
    if name and name != question.code and not repeats(name, question.stem):
        yield Remark(at, Code.FIELD_LEFT_OUT, {"field": "name"})
    if any(_is_no_difficulty(tag, question.difficulty) for tag in block.tags):
        yield Remark(at, Code.FIELD_LEFT_OUT, {"field": "tags"})
    if key.stray:
        yield Remark(at, Code.TEXT_LEFT_OUT, {"text": first_words(key.stray)})
    if key.are_weights_lost:
        yield Remark(at, Code.WEIGHTS_LEFT_OUT)
    if key.is_feedback_lost:
        yield Remark(at, Code.FEEDBACK_LEFT_OUT)


def _is_no_difficulty(tag: str, difficulty: Difficulty | None) -> bool:
    return difficulty is None or difficulty_of(tag) is not difficulty
