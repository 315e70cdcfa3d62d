"""What is said of a question beside its options: topic, difficulty, basis, days, and so on."""

import re
from dataclasses import dataclass
from datetime import date

from questions.formats.field_words import difficulty_of, kind_of
from questions.formats.reading import Code, Remark
from questions.formats.text_file import first_words
from questions.formats.word.drafts import Draft
from questions.formats.word.labels import FieldName
from questions.model import Difficulty, LegalBasis

_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_UNTIL = re.compile(r"đến|tới|–|—|until|-\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Details:
    """The fields of a question as they are kept, and what could not be understood of them."""

    code: str
    topic: str
    difficulty: Difficulty | None
    audiences: frozenset[str]
    explanation: str
    basis: tuple[LegalBasis, ...]
    valid_from: date | None
    valid_to: date | None
    source: str
    findings: tuple[Remark, ...]


def details_of(draft: Draft) -> Details:
    """Read the fields of a draft."""
    findings: list[Remark] = []
    first, last = _validity(draft, findings)
    audiences = draft.fields.get(FieldName.AUDIENCES, ())
    if not draft.is_own:
        parts = (part.strip() for each in audiences for part in re.split(r"[;,\n]", each))
        audiences = tuple(part for part in parts if part)
    _say_unknown_kind(draft, findings)
    return Details(
        code=_one(draft, FieldName.CODE),
        topic=_one(draft, FieldName.TOPIC) or draft.topic,
        difficulty=_difficulty(draft, findings),
        audiences=frozenset(audiences),
        explanation="\n".join(draft.explanation),
        basis=tuple(LegalBasis(*each) for each in draft.basis),
        valid_from=first,
        valid_to=last,
        source=_one(draft, FieldName.SOURCE),
        findings=tuple(findings),
    )


def _one(draft: Draft, name: FieldName) -> str:
    values = draft.fields.get(name, ())
    return "".join(values) if draft.is_own else " ".join(each for each in values if each)


def _difficulty(draft: Draft, findings: list[Remark]) -> Difficulty | None:
    words = _one(draft, FieldName.DIFFICULTY)
    tagged = difficulty_of(draft.tag) if draft.tag else None
    if draft.tag and tagged is None:
        findings.append(Remark(draft.at, Code.FIELD_LEFT_OUT, {"field": first_words(draft.tag)}))
    if not words:
        return tagged
    found = difficulty_of(words)
    if found is None:
        findings.append(_unread(draft, words))
    return found


def _validity(draft: Draft, findings: list[Remark]) -> tuple[date | None, date | None]:
    words = _one(draft, FieldName.VALIDITY)[:200]
    if not words:
        return None, None
    until = _UNTIL.search(words)
    cut = until.start() if until else len(words)
    first, last = _day(words[:cut]), _day(words[cut:])
    if first is None and last is None:
        findings.append(_unread(draft, words))
    return first, last


def _day(text: str) -> date | None:
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _say_unknown_kind(draft: Draft, findings: list[Remark]) -> None:
    words = _one(draft, FieldName.KIND)
    if words and kind_of(words) is None:
        findings.append(_unread(draft, words))


def _unread(draft: Draft, words: str) -> Remark:
    return Remark(draft.at, Code.TEXT_LEFT_OUT, {"text": first_words(words)})
