"""The legal documents that ship: those on which the shipped questions rest, and others of use."""

import json
from datetime import date
from importlib import resources
from typing import Any

from questions.legal import Document

FILE = "documents.json"
_WORDS = ("number", "name", "issuer", "year")
_DAYS = ("issued_on", "in_force_from", "in_force_to")


def load_documents() -> tuple[Document, ...]:
    """Read the documents in their order; each entry's "fact" says where it was found."""
    read = json.loads(resources.files("questions.content").joinpath(FILE).read_text("utf-8"))
    return tuple(_document(entry) for entry in read["documents"])


def _document(entry: dict[str, Any]) -> Document:
    given: dict[str, Any] = {name: entry[name] for name in _WORDS if name in entry}
    given |= {name: date.fromisoformat(entry[name]) for name in _DAYS if name in entry}
    return Document(**given, replaced_by=tuple(entry.get("replaced_by", ())))
