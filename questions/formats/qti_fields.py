"""The fields of a question that QTI has no place for, in ``data-`` attributes of the item's body.

Other programs pass over them; our reader takes them back.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from lxml import etree

from questions.formats.text_file import has_controls
from questions.model import Difficulty, Kind, LegalBasis, Question

_PREFIX = "data-question-"
_KIND = "kind"


def own_fields(question: Question, identifier: str) -> dict[str, str]:
    """The attributes that hold what the item's own elements do not."""
    audiences = sorted(question.audiences)
    basis = [[each.document, each.article] for each in question.basis]
    values = {
        _KIND: question.kind.value,
        "code": None if question.code == identifier else question.code,
        "topic": question.topic,
        "difficulty": question.difficulty and question.difficulty.value,
        "audiences": audiences and json.dumps(audiences, ensure_ascii=False),
        "basis": basis and json.dumps(basis, ensure_ascii=False),
        "valid-from": question.valid_from and question.valid_from.isoformat(),
        "valid-to": question.valid_to and question.valid_to.isoformat(),
        "source": question.source,
    }
    held = {name: value for name, value in values.items() if value or name == "code"}
    return {f"{_PREFIX}{name}": str(value) for name, value in held.items() if value is not None}


def own_kind(body: etree._Element) -> Kind | None:
    """The kind that an item's body names, None where it names none."""
    value = body.get(f"{_PREFIX}{_KIND}", "")
    return Kind(value) if value in list(Kind) else None


def with_own_fields(question: Question, body: etree._Element) -> tuple[Question, tuple[str, ...]]:
    """The question with what its body's attributes say, and the names of those that say nothing
    which can be taken."""
    lost = []
    for key, value in body.attrib.items():
        name = str(key)
        if not name.startswith(_PREFIX) or name == f"{_PREFIX}{_KIND}":
            continue
        field = name.removeprefix(_PREFIX)
        try:
            question = _READ[field](question, _checked(str(value)))
        except (KeyError, ValueError, RecursionError):
            lost.append(field)
    return question, tuple(lost)


def _checked(value: str) -> str:
    if has_controls(value):
        raise ValueError
    return value


def _texts(value: object, count: int | None = None) -> list[str]:
    """A list of texts, of so many if that is given.  Raises ValueError."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError
    if count not in (None, len(value)):
        raise ValueError
    return [_checked(each) for each in value]


def _basis(value: object) -> tuple[LegalBasis, ...]:
    if not isinstance(value, list):
        raise ValueError
    return tuple(LegalBasis(*_texts(each, 2)) for each in value)


_READ: dict[str, Callable[[Question, str], Question]] = {
    "code": lambda question, value: replace(question, code=value),
    "topic": lambda question, value: replace(question, topic=value),
    "difficulty": lambda question, value: replace(question, difficulty=Difficulty(value)),
    "audiences": lambda question, value: replace(
        question, audiences=frozenset(_texts(json.loads(value)))
    ),
    "basis": lambda question, value: replace(question, basis=_basis(json.loads(value))),
    "valid-from": lambda question, value: replace(question, valid_from=date.fromisoformat(value)),
    "valid-to": lambda question, value: replace(question, valid_to=date.fromisoformat(value)),
    "source": lambda question, value: replace(question, source=value),
}
