"""Files of questions on their way into the bank, read."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import joinedload, undefer

from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.db import UtcDateTime, db
from contest.errors import NotFound
from contest.hosts.models import Host
from questions.model import Question as Written
from questions.pictures import without_marks
from questions.similarity import sharing, wording_of
from questions.text import fold

PER_PAGE = 25


class Shown(StrEnum):
    """Which items of an import a page lists."""

    ALL = "all"
    TO_CHECK = "to-check"
    TO_FILE = "to-file"
    LEFT_OUT = "left-out"


def find_waiting() -> QuestionImport | None:
    """The file that has waited longest, with its content."""
    query = select(QuestionImport).where(QuestionImport.state == ImportState.WAITING)
    query = query.options(undefer(QuestionImport.content), joinedload(QuestionImport.host))
    return db.session.scalar(query.order_by(QuestionImport.uploaded_at, QuestionImport.id).limit(1))


def count_before(one: QuestionImport) -> int:
    """How many files, of whatever host, are read before one that waits."""
    earlier = tuple_(QuestionImport.uploaded_at, QuestionImport.id)
    query = select(func.count(QuestionImport.id)).where(
        QuestionImport.state == ImportState.WAITING,
        earlier < tuple_(literal(one.uploaded_at, UtcDateTime()), one.id),
    )
    return db.session.scalar(query) or 0


def list_imports(host: Host, most: int = 50) -> list[QuestionImport]:
    """The host's, the newest first."""
    query = select(QuestionImport).where(QuestionImport.host_id == host.id)
    query = query.options(joinedload(QuestionImport.uploaded_by))
    return list(db.session.scalars(query.order_by(QuestionImport.id.desc()).limit(most)))


def get_import(host: Host, public_id: str) -> QuestionImport:
    """Raises NotFound."""
    return _one(_of(host, public_id))


def take_import(host: Host, public_id: str) -> QuestionImport:
    """The import, its row locked: what follows changes it.  Raises NotFound."""
    return _one(_of(host, public_id).with_for_update())


def _of(host: Host, public_id: str) -> Select[QuestionImport]:
    return select(QuestionImport).where(
        QuestionImport.host_id == host.id, QuestionImport.public_id == public_id
    )


def _one(query: Select[QuestionImport]) -> QuestionImport:
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def list_items(
    one: QuestionImport, shown: Shown, page: int, per_page: int = PER_PAGE
) -> tuple[list[ImportItem], int]:
    """One page of the items, and how many there are in all."""
    wanted = [ImportItem.import_id == one.id, *_conditions(shown)]
    total = db.session.scalar(select(func.count(ImportItem.id)).where(*wanted)) or 0
    query = select(ImportItem).where(*wanted).order_by(ImportItem.number)
    query = query.options(joinedload(ImportItem.question))
    return list(db.session.scalars(query.offset((page - 1) * per_page).limit(per_page))), total


def place_near(one: QuestionImport, shown: Shown, number: int) -> tuple[int, int] | None:
    """The page and the number of a list's item: the one of that number, or the next one that the
    list has, or its last.  None for an empty list."""
    query = select(ImportItem.number).where(ImportItem.import_id == one.id, *_conditions(shown))
    numbers = list(db.session.scalars(query.order_by(ImportItem.number)))
    if not numbers:
        return None
    at = min(bisect_left(numbers, number), len(numbers) - 1)
    return at // PER_PAGE + 1, numbers[at]


def _conditions(shown: Shown) -> list[ColumnElement[bool]]:
    if shown is Shown.TO_CHECK:
        return [ImportItem.needs_checking.is_(True), ~ImportItem.is_left_out]
    if shown is Shown.TO_FILE:
        return [~ImportItem.is_filed, ~ImportItem.is_left_out]
    return [ImportItem.is_left_out.is_(True)] if shown is Shown.LEFT_OUT else []


def count_items(one: QuestionImport) -> dict[Shown, int]:
    """How many items each list has."""
    query = select(ImportItem.needs_checking, ImportItem.is_filed, ImportItem.is_left_out)
    counts: Counter[Shown] = Counter()
    for needs_checking, is_filed, is_left_out in db.session.execute(
        query.where(ImportItem.import_id == one.id)
    ):
        counts[Shown.ALL] += 1
        counts[Shown.LEFT_OUT] += is_left_out
        counts[Shown.TO_CHECK] += needs_checking and not is_left_out
        counts[Shown.TO_FILE] += not is_filed and not is_left_out
    return {shown: counts[shown] for shown in Shown}


def count_unknown_topics(one: QuestionImport, codes: Collection[str]) -> Counter[str]:
    """What the file calls topics that the host has not, with the number of the questions."""
    query = select(ImportItem.fields).where(ImportItem.import_id == one.id)
    found = db.session.scalars(query.where(*_conditions(Shown.TO_FILE)))
    words = (str(fields["topic"]) for fields in found)
    return Counter(each for each in words if each and each not in codes)


def get_item(one: QuestionImport, number: int) -> ImportItem:
    """Raises NotFound."""
    query = select(ImportItem).where(ImportItem.import_id == one.id, ImportItem.number == number)
    item = db.session.scalar(query)
    if item is None:
        raise NotFound
    return item


def items_of(
    one: QuestionImport, shown: Shown = Shown.ALL, numbers: Iterable[int] | None = None
) -> list[ImportItem]:
    """All items of a list, or those of the numbers."""
    query = select(ImportItem).where(ImportItem.import_id == one.id, *_conditions(shown))
    if numbers is not None:
        query = query.where(ImportItem.number.in_(list(numbers)))
    return list(db.session.scalars(query.order_by(ImportItem.number)))


def items_near(one: QuestionImport, item: ImportItem, question: Written) -> list[ImportItem]:
    """The file's other items that share many of their words with a question, in its item's place.

    Those that are left out are no matter.
    """
    others = (each for each in items_of(one) if each is not item and not each.is_left_out)
    return sharing(wording_of(question), ((each, _folded(each)) for each in others))


def _folded(item: ImportItem) -> str:
    options: list[dict[str, str]] = item.fields["options"]
    return fold(without_marks(" ".join([item.fields["stem"], *(each["text"] for each in options)])))


def list_forgotten(before: datetime, most: int) -> list[QuestionImport]:
    """Imports that nobody took over or cancelled since then."""
    query = select(QuestionImport).where(
        QuestionImport.state != ImportState.COMMITTED, QuestionImport.uploaded_at < before
    )
    return list(db.session.scalars(query.order_by(QuestionImport.id).limit(most)))
