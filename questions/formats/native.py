"""The native format: questions as JSON, with nothing lost on the way out and back.

A field that is unknown, of the wrong type or there twice refuses the whole file: a mistyped
"right" must not turn into a question without a key.
"""

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from questions.formats import FormatRefused
from questions.model import Difficulty, Kind, LegalBasis, Option, Question
from questions.pictures import Picture, PictureRefused, each_once, picture_of

FORMAT = "contest-questions"
VERSION = 1

_FILE = frozenset({"format", "version", "topic", "questions"})
_QUESTION = frozenset(
    {"code", "kind", "stem", "options", "topic", "difficulty", "audiences", "explanation"}
    | {"basis", "valid_from", "valid_to", "fact", "pictures"}
)
_OPTION = frozenset({"text", "right", "stays"})
_BASIS = frozenset({"document", "article"})

_Word = TypeVar("_Word", bound=StrEnum)


def read(text: str) -> tuple[Question, ...]:
    """Read the questions of a file, in its order and with their texts untouched.

    Raises FormatRefused: not-json, not-native, wrong-version, missing-field, unknown-field,
    repeated-field, wrong-type, unknown-value, bad-date, bad-text, bad-picture or repeated-code,
    with the place.  Questions without a code may be many.
    """
    file = _Node(_parse(text), "").fields(_FILE)
    if file.required("format").value != FORMAT:
        raise FormatRefused("not-native", "format")
    if file.required("version").value != VERSION:
        raise FormatRefused("wrong-version", "version")
    topic = file.optional("topic")
    return _read_questions(file.required("questions").items(), topic.text() if topic else None)


def write(questions: Iterable[Question]) -> str:
    """Write questions to a file; a topic that all of them share is said once, at its head."""
    listed = list(questions)
    topics = {question.topic for question in listed}
    shared = topics.pop() if len(topics) == 1 else None
    file: dict[str, object] = {"format": FORMAT, "version": VERSION}
    if shared is not None:
        file["topic"] = shared
    file["questions"] = [_question_fields(question, shared) for question in listed]
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"


def to_fields(question: Question) -> dict[str, object]:
    """One question as the fields of the file, for who keeps questions one by one."""
    return _question_fields(question, None)


def from_fields(fields: object) -> Question:
    """The question of such fields.  Raises FormatRefused as ``read`` does."""
    return _read_question(_Node(fields, ""), None)


@dataclass(frozen=True, slots=True)
class _Node:
    """A value of the file and the way to it, so that a refusal can say where."""

    value: object
    place: str

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise FormatRefused("wrong-type", self.place)
        if any("\ud800" <= char <= "\udfff" for char in self.value):
            raise FormatRefused("bad-text", self.place)
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise FormatRefused("wrong-type", self.place)
        return self.value

    def word(self, words: type[_Word]) -> _Word:
        try:
            return words(self.text())
        except ValueError as error:
            raise FormatRefused("unknown-value", self.place) from error

    def picture(self) -> Picture:
        try:
            return picture_of(base64.b64decode(self.text(), validate=True))
        except (binascii.Error, PictureRefused) as error:
            raise FormatRefused("bad-picture", self.place) from error

    def day(self) -> date | None:
        """A day as YYYY-MM-DD and in no other of the forms that ISO 8601 knows, or null."""
        if self.value is None:
            return None
        try:
            day = date.fromisoformat(self.text())
        except ValueError as error:
            raise FormatRefused("bad-date", self.place) from error
        if day.isoformat() != self.value:
            raise FormatRefused("bad-date", self.place)
        return day

    def items(self) -> list["_Node"]:
        if not isinstance(self.value, list):
            raise FormatRefused("wrong-type", self.place)
        return [_Node(item, f"{self.place}[{at}]") for at, item in enumerate(self.value)]

    def fields(self, known: frozenset[str]) -> "_Fields":
        if not isinstance(self.value, dict):
            raise FormatRefused("wrong-type", self.place)
        fields = {
            name: _Node(value, f"{self.place}.{name}".lstrip("."))
            for name, value in self.value.items()
        }
        for name in fields.keys() - known:
            raise FormatRefused("unknown-field", fields[name].place)
        return _Fields(fields, self.place)


@dataclass(frozen=True, slots=True)
class _Fields:
    nodes: dict[str, _Node]
    place: str

    def optional(self, name: str) -> _Node | None:
        return self.nodes.get(name)

    def required(self, name: str) -> _Node:
        node = self.nodes.get(name)
        if node is None:
            raise FormatRefused("missing-field", f"{self.place}.{name}".lstrip("."))
        return node

    def text(self, name: str) -> str:
        node = self.nodes.get(name)
        return node.text() if node else ""

    def flag(self, name: str) -> bool:
        node = self.nodes.get(name)
        return node.flag() if node else False

    def day(self, name: str) -> date | None:
        node = self.nodes.get(name)
        return node.day() if node else None

    def items(self, name: str) -> list[_Node]:
        node = self.nodes.get(name)
        return node.items() if node else []


def _parse(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_refuse_repeated)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise FormatRefused("not-json", place) from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all measure
        raise FormatRefused("not-json") from error


def _refuse_repeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in pairs:
        if name in fields:
            raise FormatRefused("repeated-field", name)
        fields[name] = value
    return fields


def _read_questions(nodes: list[_Node], topic: str | None) -> tuple[Question, ...]:
    questions: list[Question] = []
    codes: set[str] = set()
    for node in nodes:
        question = _read_question(node, topic)
        if question.code and question.code in codes:
            raise FormatRefused("repeated-code", f"{node.place}.code")
        codes.add(question.code)
        questions.append(question)
    return tuple(questions)


def _read_question(node: _Node, topic: str | None) -> Question:
    fields = node.fields(_QUESTION)
    return Question(
        code=fields.required("code").text(),
        kind=fields.required("kind").word(Kind),
        stem=fields.required("stem").text(),
        options=tuple(_read_option(item) for item in fields.required("options").items()),
        topic=_read_topic(fields, topic),
        difficulty=_read_difficulty(fields.required("difficulty")),
        audiences=frozenset(item.text() for item in fields.required("audiences").items()),
        explanation=fields.text("explanation"),
        basis=tuple(_read_basis(item) for item in fields.items("basis")),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day("valid_to"),
        source=fields.text("fact"),
        pictures=each_once(item.picture() for item in fields.items("pictures")),
    )


def _read_difficulty(node: _Node) -> Difficulty | None:
    return None if node.value is None else node.word(Difficulty)


def _read_topic(fields: _Fields, default: str | None) -> str:
    if default is None or fields.optional("topic"):
        return fields.required("topic").text()
    return default


def _read_option(node: _Node) -> Option:
    fields = node.fields(_OPTION)
    return Option(fields.required("text").text(), fields.flag("right"), fields.flag("stays"))


def _read_basis(node: _Node) -> LegalBasis:
    fields = node.fields(_BASIS)
    return LegalBasis(fields.required("document").text(), fields.text("article"))


def _question_fields(question: Question, shared_topic: str | None) -> dict[str, object]:
    own_topic = {} if question.topic == shared_topic else {"topic": question.topic}
    return {
        "code": question.code,
        "kind": question.kind.value,
        "stem": question.stem,
        "options": [_option_fields(option) for option in question.options],
        **own_topic,
        "difficulty": question.difficulty and question.difficulty.value,
        "audiences": sorted(question.audiences),
        "explanation": question.explanation,
        "basis": [{"document": each.document, "article": each.article} for each in question.basis],
        "valid_from": question.valid_from and question.valid_from.isoformat(),
        "valid_to": question.valid_to and question.valid_to.isoformat(),
        "fact": question.source,
        **_picture_fields(question.pictures),
    }


def _picture_fields(pictures: Iterable[Picture]) -> dict[str, object]:
    contents = [base64.b64encode(each.content).decode() for each in each_once(pictures)]
    return {"pictures": contents} if contents else {}


def _option_fields(option: Option) -> dict[str, object]:
    fields: dict[str, object] = {"text": option.text}
    if option.is_right:
        fields["right"] = True
    if option.stays:
        fields["stays"] = True
    return fields
