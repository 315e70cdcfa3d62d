"""Which choices of a QTI item are right, and whether its marking is more than all or nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from questions.formats.not_read import NotRead
from questions.formats.qti_names import attribute, child, children
from questions.formats.reading import Code
from questions.formats.text_file import first_words

_BY_KEY, _BY_MAPPING = "match_correct", "map_response"


@dataclass(slots=True)
class Key:
    """The right choices by their identifiers, and what the item says of its marking."""

    right: frozenset[str] = frozenset()
    other: frozenset[str] | None = None  # where the mapping differs from the key
    cardinality: str = ""
    are_weights_lost: bool = False
    is_rule_lost: bool = False
    points: dict[str, float] = field(default_factory=dict)


def read_key(item: etree._Element, interaction: etree._Element, choices: Sequence[str]) -> Key:
    """Read the key; without a correct response those are right that the mapping gives points.

    Raises NotRead: key-not-an-option, syntax (weight).
    """
    declaration = _declaration(item, attribute(interaction, "responseIdentifier"))
    rule = _rule(item)
    key = Key(is_rule_lost=rule not in ("", _BY_KEY, _BY_MAPPING))
    if declaration is None:
        return key
    key.cardinality = attribute(declaration, "cardinality")
    correct = _values(child(declaration, "correctResponse"))
    mapping = child(declaration, "mapping")
    key.points = {} if mapping is None or rule == _BY_KEY else _points(mapping, choices)
    worth = _worth(key)
    key.right = frozenset(correct) or worth
    key.are_weights_lost = not _is_even(key)
    if worth and worth != key.right:
        key.other = worth
    return key


def refuse_unknown(right: frozenset[str], choices: Sequence[str]) -> None:
    """Raises NotRead (key-not-an-option)."""
    for each in sorted(right - set(choices)):
        raise NotRead(Code.KEY_NOT_AN_OPTION, key=first_words(each))


def _declaration(item: etree._Element, identifier: str) -> etree._Element | None:
    for each in children(item, "responseDeclaration"):
        if attribute(each, "identifier") == identifier:
            return each
    return None


def _rule(item: etree._Element) -> str:
    """The standard template's name; its address is written in a dozen ways.  "?" for own rules."""
    processing = child(item, "responseProcessing")
    if processing is None:
        return ""
    template = attribute(processing, "template") or attribute(processing, "templateLocation")
    if template:
        return PurePosixPath(template.replace("\\", "/")).name.removesuffix(".xml")
    return "?" if len(processing) else ""


def _values(element: etree._Element | None) -> list[str]:
    values = [] if element is None else children(element, "value")
    return [" ".join((value.text or "").split()) for value in values]


def _points(mapping: etree._Element, choices: Sequence[str]) -> dict[str, float]:
    usual = _number(attribute(mapping, "defaultValue") or "0")
    given = {
        " ".join(attribute(each, "mapKey").split()): _number(attribute(each, "mappedValue"))
        for each in children(mapping, "mapEntry")
    }
    return {choice: given.get(choice, usual) for choice in choices}


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise NotRead(Code.SYNTAX, what="weight") from error
    if not math.isfinite(number):
        raise NotRead(Code.SYNTAX, what="weight")
    return number


def _worth(key: Key) -> frozenset[str]:
    """The choices worth points; of a single choice those worth the most."""
    most = max(key.points.values(), default=0)
    least = most if key.cardinality == "single" else 0
    return frozenset(each for each, points in key.points.items() if 0 < points >= least)


def _is_even(key: Key) -> bool:
    """Whether all right choices are worth the same and all others cost the same."""
    right = {points for each, points in key.points.items() if each in key.right}
    others = {points for each, points in key.points.items() if each not in key.right}
    return len(right) <= 1 and len(others) <= 1 and max(others, default=0) <= 0
