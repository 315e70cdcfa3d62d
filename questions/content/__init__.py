"""What ships with the bank: its questions, and the topics, audiences and reporting groups."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from questions.formats import FormatRefused, native
from questions.model import Question

AUTHOR = "Nhóm biên soạn bộ câu hỏi nguồn mở"  # stands as the author of each of them
_REGISTER = "register.json"
_NO_QUESTIONS = frozenset({_REGISTER, "documents.json"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a register: a stable code and its name in Vietnamese and in English."""

    code: str
    vi: str
    en: str


def load() -> tuple[Question, ...]:
    """Read every shipped question, file by file in the order of their names."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    shipped = [
        file for file in files if file.name.endswith(".json") and file.name not in _NO_QUESTIONS
    ]
    return tuple(question for file in shipped for question in load_file(file))


@cache
def codes() -> frozenset[str]:
    """The codes of the shipped questions: a host's own questions have none of them."""
    return frozenset(each.code for each in load())


def load_file(file: Traversable) -> tuple[Question, ...]:
    """Read the questions of one file; a refusal carries the file's name as a note."""
    try:
        return native.read(file.read_text("utf-8"))
    except FormatRefused as refused:
        refused.add_note(file.name)
        raise


def topics() -> tuple[Entry, ...]:
    return _read_register("topics")


def audiences() -> tuple[Entry, ...]:
    return _read_register("audiences")


def reporting_groups() -> tuple[Entry, ...]:
    return _read_register("reporting_groups")


def _read_register(name: str) -> tuple[Entry, ...]:
    register = json.loads(resources.files(__name__).joinpath(_REGISTER).read_text("utf-8"))
    return tuple(Entry(**entry) for entry in register[name])
