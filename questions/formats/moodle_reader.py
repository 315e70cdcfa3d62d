"""Moodle's XML read: choices of one or of several options, true and false."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from questions.formats import FormatRefused
from questions.formats.field_words import difficulty_of, truth_of
from questions.formats.gift_reader import code_of, repeats, topic_of
from questions.formats.guard import parse_xml, refuse_too_large
from questions.formats.html_text import PlainText, decoded, plain, remarks
from questions.formats.losses import TRUE_FALSE_WORDS, has_bad_text
from questions.formats.moodle_text import HTML, files_of, markup_of, text_of
from questions.formats.not_read import NotRead
from questions.formats.reading import At, Code, Item, Reading, Remark
from questions.formats.text_file import first_words, refuse_too_many
from questions.model import FEWEST_OPTIONS, Difficulty, Kind, Option, Question
from questions.pictures import Picture, each_once, without_marks

MOST_OPTIONS = 26
MOST_TAGS = 1_000_000  # of XML and of the HTML within it
_CHOICES = ("multichoice", "multichoiceset")  # the second, a plug-in's, is all or nothing
_WEIGHT = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{1,20})?")
_NO = ("0", "false")
_OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint")


def read(content: bytes) -> Reading:
    """Read Moodle's XML; ``at`` counts from 1 all questions of whatever kind, not the categories.

    Refused are, by their Moodle names, the kinds that we do not have (not-supported), and what
    cannot be asked (no-stem, too-few-options, too-many-options, key-not-an-option, bad-text; syntax
    with weight).  Raises FormatRefused: empty-file, too-large, has-doctype, not-xml, not-moodle,
    too-many-items.
    """
    refuse_too_large(content)
    if content.count(b"<") + content.count(b"&lt;") > MOST_TAGS:
        raise FormatRefused("too-large")
    root = parse_xml(content)
    if root.tag != "quiz":
        raise FormatRefused("not-moodle")
    topic = ""
    at = 0
    items: list[Item] = []
    findings: list[Remark] = []
    refused: list[Remark] = []
    for element in root.iterfind("question"):
        if element.get("type") == "category":
            topic = topic_of(markup_of(element.find("category")))
            findings += _said_of_category(element, at + 1)
            continue
        at += 1
        refuse_too_many(at)
        try:
            question, said = _read_question(element, topic, at)
            items.append(Item(at, question))
            findings += said
        except NotRead as reason:
            refused.append(reason.remark(at))
    return Reading(tuple(items), tuple(findings), tuple(refused))


@dataclass(slots=True)
class _Answer:
    """An option with its points in per cent and what is said to those who choose it."""

    text: PlainText
    weight: float
    feedback: PlainText


@dataclass(slots=True)
class _Key:
    kind: Kind
    options: tuple[Option, ...]
    are_weights_lost: bool = False


def _said_of_category(element: etree._Element, at: At) -> Iterator[Remark]:
    """What a category says besides its name is told with the first question that it holds."""
    info = plain(markup_of(element.find("info"))).text
    for words in (info, element.findtext("idnumber") or ""):
        if words.strip():
            yield Remark(at, Code.TEXT_LEFT_OUT, {"text": first_words(words)})


def _read_question(element: etree._Element, topic: str, at: At) -> tuple[Question, list[Remark]]:
    kind = element.get("type", "")
    if kind != "truefalse" and kind not in _CHOICES:
        raise NotRead(Code.NOT_SUPPORTED, kind=kind or "question")
    stem, form = _read_stem(element)
    answers = [_read_answer(answer, form) for answer in element.iterfind("answer")]
    key = _truth(answers) if kind == "truefalse" else _choice(element, answers)
    if not stem.text:
        raise NotRead(Code.NO_STEM)
    general = text_of(element.find("generalfeedback"), form)
    explanation, lost = _explanation(general, answers, key)
    texts = [stem, explanation, *(answer.text for answer in answers)]
    name = text_of(element.find("name"), "plain_text").text
    question = Question(
        key.kind,
        stem.text,
        key.options,
        code=(element.findtext("idnumber") or "").strip() or code_of(name, _bare(stem)),
        topic=topic,
        difficulty=next(filter(None, map(difficulty_of, _tags(element))), None),
        explanation=explanation.text,
        pictures=each_once(picture for text in texts for picture in text.pictures),
    )
    if has_bad_text(question):
        raise NotRead(Code.BAD_TEXT)
    said = [*_said_of_key(element, key, lost, at), *_said_of_fields(element, question, name, at)]
    return question, [*said, *remarks(at, *texts), *_said_of_files(element, texts, at)]


def _read_stem(element: etree._Element) -> tuple[PlainText, str]:
    """The stem with the one picture that questions had before Moodle 2, and its format."""
    holder = element.find("questiontext")
    stem = text_of(holder)
    form = HTML if holder is None else holder.get("format", "") or HTML
    encoded = (element.findtext("image_base64") or "").strip()
    if encoded or (element.findtext("image") or "").strip():
        found = decoded(encoded) if encoded else None
        if isinstance(found, Picture):
            text = f"{stem.text}\n{found.mark()}".lstrip("\n")
            return PlainText(text, stem.left_out, (*stem.pictures, found)), form
        why = found.code if found else "picture-missing"
        return replace(stem, pictures_lost=(*stem.pictures_lost, why)), form
    return stem, form


def _read_answer(element: etree._Element, form: str) -> _Answer:
    weight = (element.get("fraction") or "0").strip()
    if not _WEIGHT.fullmatch(weight) or abs(points := float(weight.replace(",", "."))) > 100:
        raise NotRead(Code.SYNTAX, what="weight")
    feedback = text_of(element.find("feedback"), form)
    return _Answer(text_of(element, form), points, feedback)


def _truth(answers: Sequence[_Answer]) -> _Key:
    """The answer that is worth the whole says "true" or "false"."""
    whole = [answer for answer in answers if answer.weight >= 100]
    truth = truth_of(whole[0].text.text) if len(whole) == 1 else None
    if truth is None:
        raise NotRead(Code.KEY_NOT_AN_OPTION, key=first_words(" / ".join(_words(whole))))
    yes, no = TRUE_FALSE_WORDS
    options = (Option(yes, truth, stays=True), Option(no, not truth, stays=True))
    return _Key(Kind.TRUE_FALSE, options, not _is_whole(answers))


def _words(answers: Sequence[_Answer]) -> list[str]:
    return [answer.text.text for answer in answers]


def _choice(element: etree._Element, answers: Sequence[_Answer]) -> _Key:
    """Of a single choice the answer worth the whole is right, of several those worth anything.

    Options keep their places where the question says that they are not shuffled.
    """
    if len(answers) < FEWEST_OPTIONS:
        raise NotRead(Code.TOO_FEW_OPTIONS, count=len(answers))
    if len(answers) > MOST_OPTIONS:
        raise NotRead(Code.TOO_MANY_OPTIONS, count=len(answers))
    is_set = element.get("type") != "multichoice"
    is_several = is_set or _flag(element, "single") is False
    least = 0.0 if is_several else 99.99
    stays = _flag(element, "shuffleanswers") is False
    options = [Option(each.text.text, each.weight > least, stays) for each in answers]
    is_even = (_is_even if is_several and not is_set else _is_whole)(answers)
    return _Key(Kind.SEVERAL if is_several else Kind.SINGLE, tuple(options), not is_even)


def _flag(element: etree._Element, name: str) -> bool | None:
    """A flag's last word (old files say it twice), None where it says nothing."""
    said = [(each.text or "").strip().lower() for each in element.iterfind(name)]
    return said[-1] not in _NO if said and said[-1] else None


def _is_whole(answers: Sequence[_Answer]) -> bool:
    """Whether each answer is worth all or nothing."""
    return all(answer.weight in (0, 100) for answer in answers)


def _is_even(answers: Sequence[_Answer]) -> bool:
    """Whether the right answers share the whole evenly and the others cost one price."""
    right = [answer.weight for answer in answers if answer.weight > 0]
    prices = {answer.weight for answer in answers if answer.weight <= 0}
    return len(prices) <= 1 and all(abs(weight - 100 / len(right)) < 0.01 for weight in right)


def _explanation(
    general: PlainText, answers: Sequence[_Answer], key: _Key
) -> tuple[PlainText, bool]:
    """The general feedback, else the only one for a right answer; and whether any other is lost."""
    told = [answer.feedback for answer in answers if answer.feedback.text]
    for_right = [each.feedback for each in answers if each.weight > 0 and each.feedback.text]
    if general.text or len(for_right) != 1:
        return general, bool(told)
    return for_right[0], len(told) > 1


def _said_of_key(
    element: etree._Element, key: _Key, is_feedback_lost: bool, at: At
) -> Iterator[Remark]:
    if key.are_weights_lost:
        yield Remark(at, Code.WEIGHTS_LEFT_OUT)
    overall = (text_of(each).text for name in _OVERALL for each in element.iterfind(name))
    if any(overall) or is_feedback_lost:
        yield Remark(at, Code.FEEDBACK_LEFT_OUT)


def _said_of_fields(
    element: etree._Element, question: Question, name: str, at: At
) -> Iterator[Remark]:
    """Name what the question says of itself and we do not hold."""
    is_name_held = name in ("", question.code) or repeats(name, without_marks(question.stem))
    others = [tag for tag in _tags(element) if not _is_difficulty(tag, question.difficulty)]
    grade = (element.findtext("defaultgrade") or "1").strip()
    lost = {
        "name": not is_name_held,
        "tags": bool(others),
        "hidden": _flag(element, "hidden") is True,
        "defaultgrade": re.fullmatch(r"1(?:\.0*)?", grade) is None,
    }
    for field, is_lost in lost.items():
        if is_lost:
            yield Remark(at, Code.FIELD_LEFT_OUT, {"field": field})


def _said_of_files(element: etree._Element, texts: Sequence[PlainText], at: At) -> Iterator[Remark]:
    """Name the files that no text shows as a picture: sounds, and what is there in vain."""
    shown = frozenset(picture for text in texts for picture in text.pictures)
    holders = [element.find("questiontext"), element.find("generalfeedback")]
    for holder in (*holders, *element.iterfind("answer")):
        for name, found in files_of(holder).items() if holder is not None else ():
            if found not in shown:
                yield Remark(at, Code.TEXT_LEFT_OUT, {"text": name})


def _tags(element: etree._Element) -> list[str]:
    found = (markup_of(tag).strip() for tag in element.iterfind("tags/tag"))
    return [tag for tag in found if tag]


def _is_difficulty(tag: str, difficulty: Difficulty | None) -> bool:
    return difficulty is not None and difficulty_of(tag) is difficulty


def _bare(stem: PlainText) -> str:
    return without_marks(stem.text)
