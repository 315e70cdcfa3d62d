"""Reading a file of questions for its preview: what the readers, the checks and the bank say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from contest.bank import document_queries, import_queries, queries
from contest.bank.alike_queries import known_questions
from contest.bank.import_child_service import read_apart, remark_fields
from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.bank.models import Audience, Topic
from contest.bank.picture_service import keep_pictures
from contest.clock import VIETNAM
from contest.db import db
from contest.hosts.models import Host
from questions.basis_checks import check_basis
from questions.checks import FILING, Code, Finding, check
from questions.formats import FormatRefused, native
from questions.formats.losses import has_bad_text
from questions.formats.reading import Code as Said
from questions.formats.reading import Item, Reading, Remark
from questions.legal import Law
from questions.model import LegalBasis, Question
from questions.pictures import Picture
from questions.set_checks import Known
from questions.text import clean_block, clean_line, fold

# What most files leave to be written later says nothing of how well the file was read.
LATER = FILING | {Code.NO_BASIS, Code.BASIS_UNKNOWN, Code.NO_EXPLANATION}


@dataclass(frozen=True, slots=True)
class Read:
    """A file as read: its rows, or why it was refused."""

    import_id: int
    rows: tuple[dict[str, Any], ...] = ()
    pictures: tuple[Picture, ...] = ()
    refused: tuple[dict[str, Any], ...] = ()
    remarks: tuple[dict[str, Any], ...] = ()
    refusal: FormatRefused | None = None


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where a host files questions: codes by what files call them, folded; and its law today."""

    topics: Mapping[str, str]
    audiences: Mapping[str, str]
    law: Law

    def filed(self, question: Question) -> Question:
        """The question with its file's words for topic and audiences as the host's codes.

        Words that name none of them stay, so that people see what to choose for them.
        """
        topic = self.topics.get(fold(question.topic), question.topic)
        audiences = frozenset(self.audiences.get(fold(each), each) for each in question.audiences)
        return replace(question, topic=topic, audiences=audiences)

    def holds(self, question: Question) -> bool:
        """Whether topic, difficulty and audiences are all told, and its days are in order."""
        known = question.topic in self.topics.values()
        is_for = bool(question.audiences) and question.audiences <= set(self.audiences.values())
        first, last = question.valid_from, question.valid_to
        in_order = first is None or last is None or first <= last
        return known and question.difficulty is not None and is_for and in_order


def shelves_of(host: Host, now: datetime) -> Shelves:
    law = Law(document_queries.register_of(host), now.astimezone(VIETNAM).date())
    return Shelves(_codes(queries.list_topics(host)), _codes(queries.list_audiences(host)), law)


def _codes(lines: Iterable[Topic] | Iterable[Audience]) -> dict[str, str]:
    by_words: dict[str, str] = {}
    for line in lines:
        for words in (line.code, line.name, line.name_en):
            by_words.setdefault(fold(words), line.code)
    by_words.pop("", None)
    return by_words


def prepare(now: datetime, read_file: Callable[[str, bytes], Reading] = read_apart) -> Read | None:
    """Read the file that has waited longest; None when none does."""
    waiting = import_queries.find_waiting()
    if waiting is None:
        return None
    try:
        reading = read_file(waiting.file_name, waiting.content or b"")
    except FormatRefused as refused:
        return Read(waiting.id, refusal=refused)
    shelves = shelves_of(waiting.host, now)
    return read_of(waiting.id, reading, shelves, known_questions(waiting.host))


def read_of(import_id: int, reading: Reading, shelves: Shelves, known: Known) -> Read:
    """The rows of a reading: each item with all that is said of it.

    One with control characters, which no column takes, is refused, too.
    """
    items = [item for item in reading.items if not has_bad_text(item.question)]
    bad = [Remark(item.at, Said.BAD_TEXT) for item in reading.items if has_bad_text(item.question)]
    own = {item.at for item in items}
    said: dict[Any, list[Remark]] = {}
    for remark in reading.findings:
        said.setdefault(remark.at, []).append(remark)
    rows = [
        _row(import_id, number, item, said.pop(item.at, []), shelves, known)
        for number, item in enumerate(items, 1)
    ]
    return Read(
        import_id,
        rows=tuple(rows),
        pictures=tuple(each for item in items for each in item.question.pictures),
        refused=tuple(map(remark_fields, (*reading.refused, *bad))),
        remarks=tuple(remark_fields(remark) for remark in reading.findings if remark.at not in own),
    )


def _row(
    import_id: int,
    number: int,
    item: Item,
    remarks: Sequence[Remark],
    shelves: Shelves,
    known: Known,
) -> dict[str, Any]:
    question = shelves.filed(_cleaned(item.question))
    repeats = known.check(question)
    known.add(f"#{number}", question)
    findings = [*check(question), *check_basis(question, shelves.law), *repeats]
    return {
        "import_id": import_id,
        "number": number,
        "at": str(item.at)[:300],
        "fields": native.to_fields(replace(question, pictures=())),
        "remarks": [remark_fields(each) for each in remarks],
        "findings": [finding_fields(each) for each in findings],
        "needs_checking": not all(map(is_quiet, map(remark_fields, remarks)))
        or is_doubtful(findings),
        "is_filed": shelves.holds(question),
        "is_left_out": False,
    }


def _cleaned(question: Question) -> Question:
    """As the form cleans what is typed."""
    options = (replace(each, text=clean_block(each.text)) for each in question.options)
    basis = (
        LegalBasis(clean_line(each.document), clean_line(each.article)) for each in question.basis
    )
    return replace(
        question,
        code=clean_line(question.code),
        stem=clean_block(question.stem),
        options=tuple(options),
        explanation=clean_block(question.explanation),
        topic=clean_line(question.topic),
        basis=tuple(basis),
    )


def is_doubtful(findings: Iterable[Finding]) -> bool:
    """Whether somebody should look, beyond what files usually leave to be written."""
    return any(each.code not in LATER for each in findings)


def is_quiet(remark: Mapping[str, Any]) -> bool:
    """Whether what a reader said is a note: a name that is no code is of no use to the bank."""
    is_left_out = str(remark["code"]) == Said.FIELD_LEFT_OUT.value
    return is_left_out and str(remark["params"].get("field")) == "name"


def finding_fields(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code.value, "params": dict(finding.params)}


def store(now: datetime, read: Read) -> int:
    """Keep what was read; one that was cancelled meanwhile is let go.  Returns how many: 0 or 1."""
    waiting = db.session.get(QuestionImport, read.import_id, with_for_update=True)
    if waiting is None or waiting.state is not ImportState.WAITING:
        return 0
    waiting.content = None
    if read.refusal is not None:
        waiting.state = ImportState.REFUSED
        waiting.refused_code = read.refusal.code
        waiting.refused_place = read.refusal.place[:300]
        return 1
    waiting.state, waiting.item_count = ImportState.READY, len(read.rows)
    waiting.refused, waiting.remarks = list(read.refused), list(read.remarks)
    keep_pictures(read.pictures, now)
    if read.rows:
        db.session.execute(insert(ImportItem), list(read.rows))
    return 1
