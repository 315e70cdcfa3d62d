"""Questions written as Moodle's XML, so that Moodle and our own reader read the same."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from questions.formats.field_words import DIFFICULTY_WORDS
from questions.formats.losses import count_reason, is_plain_true_false, left_out, left_out_fields
from questions.formats.moodle_text import BLANKS, HTML, PLAIN
from questions.formats.reading import At, Code, Remark, Written
from questions.formats.xml_text import (
    file_name,
    folded,
    is_writable,
    markup,
    one_line,
    with_clean_blanks,
    with_shown_pictures,
)
from questions.model import FEWEST_OPTIONS, Kind, Option, Question
from questions.pictures import Picture, names_in, without_marks

MOST_OPTIONS = 26
_HELD = frozenset({"code", "topic", "difficulty", "explanation"})
_PLACE = "$course$/top"  # where Moodle keeps the categories of a course
_NAME_LENGTH = 60
_NAMELESS = "?"


def write(questions: Sequence[Question]) -> Written:
    """Write questions; those that Moodle cannot ask are left out, and that is said."""
    said: list[Remark] = []
    root = etree.Element("quiz")
    topic = ""
    for at, given in enumerate(questions, 1):
        if reason := _why_not(given, at):
            said.append(reason)
            continue
        question, losses = _fitted(given, at)
        said += losses
        if question.topic != topic:
            topic = question.topic
            _add_category(root, topic)
        _add_question(root, question)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Written(content, tuple(said))


def _why_not(question: Question, at: At) -> Remark | None:
    """The reason why a question is not written."""
    if question.kind is Kind.STATEMENTS:
        return Remark(at, Code.NOT_SUPPORTED, {"kind": question.kind.value})
    if not is_writable(question):
        return Remark(at, Code.BAD_TEXT)
    if not with_shown_pictures(question, at)[0].stem.strip(f"{BLANKS}\xa0"):
        return Remark(at, Code.NO_STEM)
    return count_reason(question, FEWEST_OPTIONS, MOST_OPTIONS, at)


def _fitted(given: Question, at: At) -> tuple[Question, list[Remark]]:
    """The question as Moodle can hold it, and what it loses."""
    question, said = with_shown_pictures(given, at)
    if question.kind is Kind.TRUE_FALSE and not is_plain_true_false(question.options):
        question = replace(question, kind=Kind.SINGLE)
        said.append(left_out(at, "kind"))
    held = _HELD | {"stays"} if _all_stay(question) else _HELD
    said += left_out_fields(question, held, at)
    question, lost = with_clean_blanks(question, clean, at, one_line)
    return question, said + lost


def clean(text: str) -> str:
    """A text as it comes back: one with pictures is HTML, others are plain."""
    return folded(text) if names_in(text) else text.strip(BLANKS)


def _all_stay(question: Question) -> bool:
    is_choice = question.kind is not Kind.TRUE_FALSE
    return is_choice and all(option.stays for option in question.options)


def _add_category(root: etree._Element, topic: str) -> None:
    path = topic.replace("/", "//")
    element = etree.SubElement(root, "question", type="category")
    holder = etree.SubElement(element, "category")
    etree.SubElement(holder, "text").text = f"{_PLACE}/{path}" if topic else _PLACE


def _add_question(root: etree._Element, question: Question) -> None:
    is_truth = question.kind is Kind.TRUE_FALSE
    element = etree.SubElement(root, "question", type="truefalse" if is_truth else "multichoice")
    name = etree.SubElement(element, "name")
    etree.SubElement(name, "text").text = _name(question)
    _add_text(element, "questiontext", question.stem, question.pictures)
    _add_text(element, "generalfeedback", question.explanation, question.pictures)
    fields = {"defaultgrade": "1", "penalty": "0", "hidden": "0", "idnumber": question.code}
    if not is_truth:
        fields |= _choice_fields(question)
    for field, value in fields.items():
        etree.SubElement(element, field).text = value
    for text, fraction in _answers(question):
        answer = _add_text(element, "answer", text, question.pictures)
        answer.set("fraction", fraction)
        _add_text(answer, "feedback", "", ())
    if question.difficulty:
        tag = etree.SubElement(etree.SubElement(element, "tags"), "tag")
        etree.SubElement(tag, "text").text = DIFFICULTY_WORDS[question.difficulty]


def _name(question: Question) -> str:
    """The code, or how the stem begins: every question in Moodle has a name."""
    words = one_line(without_marks(question.stem))
    return question.code or words[:_NAME_LENGTH].strip() or _NAMELESS


def _choice_fields(question: Question) -> dict[str, str]:
    return {
        "single": "false" if question.kind is Kind.SEVERAL else "true",
        "shuffleanswers": "false" if _all_stay(question) else "true",
        "answernumbering": "ABCD",
    }


def _answers(question: Question) -> Iterator[tuple[str, str]]:
    """Each option's text and what it is worth; of true and false Moodle has words of its own."""
    right = len(question.right_positions)
    words = ("true", "false") if question.kind is Kind.TRUE_FALSE else ()
    for at, option in enumerate(question.options):
        yield words[at] if words else option.text, _fraction(question.kind, option, right)


def _fraction(kind: Kind, option: Option, right: int) -> str:
    """In per cent; a wrong one of several costs all."""
    if kind is not Kind.SEVERAL:
        return "100" if option.is_right else "0"
    return f"{100 / right:.7f}".rstrip("0").rstrip(".") if option.is_right else "-100"


def _add_text(
    parent: etree._Element, name: str, text: str, pictures: Sequence[Picture]
) -> etree._Element:
    element = etree.SubElement(parent, name)
    shown = names_in(text)
    files = {each.name: each for each in pictures if each.name in shown}
    element.set("format", HTML if files else PLAIN)
    holder = etree.SubElement(element, "text")
    if not files:
        holder.text = text
        return element
    written = markup(text, lambda picture: f"@@PLUGINFILE@@/{file_name(files[picture])}")
    holder.text = written if "]]>" in written else etree.CDATA(written)
    for picture in files.values():
        file = etree.SubElement(element, "file", path="/", encoding="base64")
        file.set("name", file_name(picture))
        file.text = base64.b64encode(picture.content).decode()
    return element
