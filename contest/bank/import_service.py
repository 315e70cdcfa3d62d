"""What is done with a file of questions: brought, filed, mended, taken over.  Callers commit."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from contest.bank import import_queries, queries, service
from contest.bank.alike_queries import known_near
from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.bank.import_queries import Shown
from contest.bank.import_reading_service import (
    Shelves,
    finding_fields,
    is_doubtful,
    is_quiet,
    shelves_of,
)
from contest.bank.models import Audience, Question, Topic
from contest.bank.picture_queries import check_kept, names_in_column
from contest.bank.picture_service import drop_pictures
from contest.db import db
from contest.errors import ActNotOpen, NotFiled
from contest.garbage import uncollected
from contest.hosts.models import Account, Host
from questions.basis_checks import check_basis
from questions.checks import Code, Finding, Severity
from questions.content import codes as shipped_codes
from questions.formats import native
from questions.formats.files import format_of
from questions.model import Difficulty, LegalBasis
from questions.model import Question as Written

KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 5
LONGEST_CODE = 60
_OF_THE_SET = frozenset({Code.STEM_TWICE.value, Code.NEARLY_THE_SAME.value})


@dataclass(frozen=True, slots=True)
class Filing:
    """What is chosen for many items at once; what is empty stays as it is.

    A basis and a first day are written where a question has none, and replace nothing.
    """

    topic: str = ""
    difficulty: Difficulty | None = None
    audiences: frozenset[str] = frozenset()
    basis: tuple[LegalBasis, ...] = ()
    valid_from: date | None = None

    def of(self, question: Written) -> Written:
        return replace(
            question,
            topic=self.topic or question.topic,
            difficulty=self.difficulty or question.difficulty,
            audiences=self.audiences or question.audiences,
            basis=question.basis or self.basis,
            valid_from=question.valid_from or self.valid_from,
        )


def bring(
    public_id: str, host: Host, name: str, content: bytes, by: Account, now: datetime
) -> QuestionImport:
    """A file that waits to be read.  Raises FormatRefused for a name that is no format's."""
    return QuestionImport(
        public_id=public_id,
        host_id=host.id,
        host=host,
        file_name="".join(filter(str.isprintable, name))[-200:],
        format=format_of(name, content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        state=ImportState.WAITING,
        refused_code="",
        refused_place="",
        item_count=0,
        refused=[],
        remarks=[],
        uploaded_by_id=by.id,
        uploaded_by=by,
        uploaded_at=now,
    )


def file_items(items: Iterable[ImportItem], filing: Filing, shelves: Shelves) -> int:
    """Choose the same for all the items; returns how many were changed."""
    return _change(items, filing.of, shelves)


def match_topics(items: Iterable[ImportItem], codes: Mapping[str, str], shelves: Shelves) -> int:
    """Put a topic's code in the place of a word of the file; returns how many were changed."""
    return _change(
        items, lambda each: replace(each, topic=codes.get(each.topic, each.topic)), shelves
    )


def _change(
    items: Iterable[ImportItem], change: Callable[[Written], Written], shelves: Shelves
) -> int:
    count = 0
    for item in items:
        question = item.written
        changed = change(question)
        if changed != question:
            write(item, changed, shelves)
            count += 1
    return count


def write(item: ImportItem, question: Written, shelves: Shelves) -> None:
    """Put a question in the item's place; what it repeats of others is not looked up again."""
    before = [each for each in item.findings if each["code"] in _OF_THE_SET]
    findings = (*check_kept(question), *check_basis(question, shelves.law))
    item.fields = native.to_fields(replace(question, pictures=()))
    item.findings = [finding_fields(each) for each in findings] + before
    item.is_filed = shelves.holds(question)
    has_remarks = not all(map(is_quiet, item.remarks))
    item.needs_checking = has_remarks or bool(before) or is_doubtful(findings)


def look_done(one: QuestionImport, item: ImportItem, question: Written, shelves: Shelves) -> None:
    """Keep what somebody mended: the reader's remarks are seen to by that."""
    known = known_near(one.host, question)
    for other in import_queries.items_near(one, item, question):
        known.add(f"#{other.number}", other.written)
    item.remarks = []
    item.findings = [finding_fields(each) for each in known.check(question)]
    write(item, question, shelves)


def leave_out(items: Iterable[ImportItem], *, is_left_out: bool) -> int:
    """Leave items out, or take them back; returns how many were changed."""
    changed = [each for each in items if each.is_left_out is not is_left_out]
    for item in changed:
        item.is_left_out = is_left_out
    return len(changed)


def take_over(
    one: QuestionImport,
    by: Account,
    now: datetime,
    new_id: Callable[[], str],
    *,
    is_submitted: bool,
) -> int:
    """Make questions of all items that are not left out; returns how many.

    They are drafts, or submitted; those with an error are drafts in any case.

    Raises ActNotOpen unless the import is ready and has an item that is not left out: a second
    press takes nothing over twice.
    Raises NotFiled, with the count, while an item has no topic, difficulty or audience, also
    where one has ended since; which they are is put down in the items.
    """
    if one.state is not ImportState.READY:
        raise ActNotOpen
    items = [each for each in import_queries.items_of(one) if not each.is_left_out]
    if not items:
        raise ActNotOpen
    written, shelves = [each.written for each in items], shelves_of(one.host, now)
    for item, question in zip(items, written, strict=True):
        item.is_filed = shelves.holds(question)
    if missing := sum(not each.is_filed for each in items):
        raise NotFiled(count=missing)
    writer = _Writer(one.host, by, now, new_id)
    with uncollected():  # the write lock is held for a third less
        for item, question in zip(items, written, strict=True):
            item.question = writer.write(question)
            if is_submitted and not _is_faulty(item):
                service.submit(item.question.latest)
        db.session.add_all(each.question for each in items)
        one.state, one.committed_at = ImportState.COMMITTED, now
        db.session.flush()
    return len(items)


def _is_faulty(item: ImportItem) -> bool:
    """Whether the preview shows an error of it."""
    return any(Finding(Code(each["code"])).severity is Severity.ERROR for each in item.findings)


class _Writer:
    """Writes questions of a host, one after the other, each with a code that is free."""

    def __init__(self, host: Host, by: Account, now: datetime, new_id: Callable[[], str]) -> None:
        queries.lock_host(host)
        self.host, self.by, self.now, self.new_id = host, by, now, new_id
        self.topics: Mapping[str, Topic] = {each.code: each for each in queries.list_topics(host)}
        self.audiences: Mapping[str, Audience] = {
            each.code: each for each in queries.list_audiences(host)
        }
        self.codes = queries.list_codes(host) | shipped_codes()
        self.last: dict[str, int] = {}

    def write(self, written: Written) -> Question:
        text = service.Text(
            kind=written.kind,
            stem=written.stem,
            options=written.options,
            topic=self.topics[written.topic],
            difficulty=Difficulty(str(written.difficulty)),
            audiences=tuple(self.audiences[code] for code in sorted(written.audiences)),
            explanation=written.explanation,
            basis=written.basis,
            valid_from=written.valid_from,
            valid_to=written.valid_to,
        )
        code = self._code(written)
        return service.write_question(self.new_id(), self.host, code, text, self.by, self.now)

    def _code(self, written: Written) -> str:
        """The file's own code where it is free and no shipped one, else the topic's next."""
        code = written.code
        if not code or len(code) > LONGEST_CODE or code in self.codes:
            code = self._next(written.topic)
        self.codes.add(code)
        return code

    def _next(self, topic: str) -> str:
        number = self.last.get(topic, 0) + 1
        while f"{topic}-{number:03}" in self.codes:
            number += 1
        self.last[topic] = number
        return f"{topic}-{number:03}"


def cancel(one: QuestionImport) -> None:
    """Delete a file that was not taken over, with all that was read in it.  Raises ActNotOpen.

    Its pictures go, too, but for those that something else shows.
    """
    if one.state is ImportState.COMMITTED:
        raise ActNotOpen
    names = names_in_column(ImportItem.fields, ImportItem.import_id == one.id)
    db.session.execute(delete(ImportItem).where(ImportItem.import_id == one.id))
    db.session.delete(one)
    if names:
        drop_pictures(names, one.uploaded_at)


def forget(now: datetime) -> int:
    """Delete some of the files that nobody took over within 30 days; returns how many."""
    forgotten = import_queries.list_forgotten(now - KEPT, FORGOTTEN_AT_ONCE)
    for one in forgotten:
        cancel(one)
    return len(forgotten)


def changed_items(
    one: QuestionImport, shown: Shown, numbers: Sequence[int] = ()
) -> list[ImportItem]:
    """The items that an act is for: those of the numbers, or all of the list where there is none.

    Raises ActNotOpen unless the import is ready.
    """
    if one.state is not ImportState.READY:
        raise ActNotOpen
    if numbers:
        return import_queries.items_of(one, numbers=numbers)
    return import_queries.items_of(one, shown)


def shelves(one: QuestionImport, now: datetime) -> Shelves:
    return shelves_of(one.host, now)


def counts(one: QuestionImport) -> dict[str, Any]:
    """What the record keeps of an import."""
    return {
        "file": one.file_name,
        "sha256": one.sha256,
        "questions": one.item_count,
        "refused": len(one.refused),
    }
