"""What ships with the bank: its questions, and the topics, audiences and reporting groups."""

import json
from dataclasses import dataclass
from importlib import resources

from questions.formats import FormatRefused, native
from questions.model import Question

_REGISTER = "register.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a register: a stable code and its name in Vietnamese and in English."""

    code: str
    vi: str
    en: str


def load() -> tuple[Question, ...]:
    """Read every shipped question, file by file in the order of their names."""
    names = sorted(file.name for file in resources.files(__name__).iterdir())
    files = [name for name in names if name.endswith(".json") and name != _REGISTER]
    return tuple(question for name in files for question in _load_file(name))


def topics() -> tuple[Entry, ...]:
    return _read_register("topics")


def audiences() -> tuple[Entry, ...]:
    return _read_register("audiences")


def reporting_groups() -> tuple[Entry, ...]:
    return _read_register("reporting_groups")


def _load_file(name: str) -> tuple[Question, ...]:
    try:
        return native.read(_read_text(name))
    except FormatRefused as refused:
        refused.add_note(name)
        raise


def _read_text(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text("utf-8")


def _read_register(name: str) -> tuple[Entry, ...]:
    register = json.loads(_read_text(_REGISTER))
    return tuple(Entry(**entry) for entry in register[name])
