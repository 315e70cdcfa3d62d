"""QTI's names in all its versions: 3.0 writes ``qti-choice-interaction``, 2.x choiceInteraction."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

ROOT = "assessmentItem"
_KEBAB = re.compile(r"-([a-z])")
_CAMEL = re.compile(r"([A-Z])")
_PREFIX = "qti-"


def name_of(element: etree._Element) -> str:
    """The name without its namespace, as 2.x writes it; HTML's names are what they are."""
    return _name(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=512)
def _name(tag: str) -> str:
    name = tag.rpartition("}")[2]
    if not name.startswith(_PREFIX):
        return name
    return _KEBAB.sub(lambda letter: letter[1].upper(), name.removeprefix(_PREFIX))


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name in 2.x, "" where there is none."""
    value = element.get(name)
    if value is None:
        value = element.get(_CAMEL.sub(lambda letter: f"-{letter[1].lower()}", name))
    return (value or "").strip()


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    return [child for child in element if name_of(child) in names]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(children(element, name)), None) if element is not None else None


def within(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements of these names in an element, however deep, in their order."""
    return (each for each in element.iter() if name_of(each) in names)
