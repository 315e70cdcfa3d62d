"""What a QTI item shows: its stem, its choices, its feedback, and what stands in other files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from questions.formats.html_text import Found, PlainText, plain
from questions.formats.qti_names import attribute, children, name_of, within

# Gives the picture at an address that the item names; None where there is none.
Pictures = Callable[[str], Found | None]

_CHOICES = ("simpleChoice", "simpleAssociableChoice")
_FEEDBACK = ("feedbackInline", "feedbackBlock")
_RENAMED = ("itemBody", "contentBody", "prompt", "choiceInteraction", "matchInteraction")
_ELSEWHERE = {"include": "href", "assessmentStimulusRef": "href", "object": "data"}


@dataclass(slots=True)
class Choice:
    """A choice by its identifier; ``row`` counts the sets of a match from 0 on."""

    identifier: str
    text: PlainText
    is_fixed: bool
    row: int = 0


@dataclass(slots=True)
class Body:
    stem: PlainText
    choices: list[Choice] = field(default_factory=list)
    has_feedback: bool = False
    elsewhere: list[str] = field(default_factory=list)  # what it shows from other files
    instructions: list[str] = field(default_factory=list)


def read_body(
    item: etree._Element, body: etree._Element, interaction: etree._Element, pictures: Pictures
) -> Body:
    """Take an item's body apart; its tree is not to be used again.

    The stem is all that stands before, in and after the interaction but its choices.
    """
    feedback = _taken(body, *_FEEDBACK)
    rubrics = _taken(body, "rubricBlock")
    elsewhere = list(_from_elsewhere(item))
    found = found_pictures(body, pictures)
    taken = [
        (row, choice)
        for row, holder in enumerate(_rows(interaction))
        for choice in _taken(holder, *_CHOICES)
    ]
    choices = [
        Choice(attribute(each, "identifier"), text_of(each, found), _is_fixed(each), row)
        for row, each in taken
    ]
    stem = text_of(body, found)
    instructions = [text_of(each, {}).text for each in rubrics]
    return Body(stem, choices, bool(feedback), elsewhere, [each for each in instructions if each])


def text_of(element: etree._Element, found: Mapping[str, Found]) -> PlainText:
    """An element as people see it."""
    for each in element.iter():
        if name_of(each) in (*_RENAMED, *_CHOICES, "simpleMatchSet", "modalFeedback"):
            each.tag = "div"
    return plain(etree.tostring(element, encoding="unicode", with_tail=False), found)


def found_pictures(element: etree._Element, pictures: Pictures) -> Mapping[str, Found]:
    """The pictures that an element shows, by their addresses as written."""
    found: dict[str, Found] = {}
    for each in within(element, "img", "object"):
        source = each.get("src") or each.get("data") or ""
        picture = pictures(source)
        if picture:
            found[source] = picture
    return found


def _rows(interaction: etree._Element) -> list[etree._Element]:
    return children(interaction, "simpleMatchSet") or [interaction]


def _is_fixed(choice: etree._Element) -> bool:
    return attribute(choice, "fixed") == "true"


def _from_elsewhere(item: etree._Element) -> Iterator[str]:
    """Take out what is to be fetched from another file: nothing is, and that is told."""
    for parent, element in _with_parents(item, *_ELSEWHERE):
        name = name_of(element)
        if name == "object" and attribute(element, "type").startswith("image/"):
            continue
        yield element.get(_ELSEWHERE[name]) or name
        _take_out(parent, element)


def _taken(holder: etree._Element, *names: str) -> list[etree._Element]:
    """Take out all elements of these names, those within one another one by one."""
    found = _with_parents(holder, *names)
    for parent, element in found:
        _take_out(parent, element)
    return [element for _, element in found]


def _with_parents(
    holder: etree._Element, *names: str
) -> list[tuple[etree._Element, etree._Element]]:
    return [(parent, element) for parent in holder.iter() for element in children(parent, *names)]


def _take_out(parent: etree._Element, element: etree._Element) -> None:
    """Remove an element and leave the text behind it where it is."""
    before = element.getprevious()
    tail, element.tail = element.tail, None
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")
    parent.remove(element)
