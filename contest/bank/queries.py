"""The bank, read: questions of a host and those lent to it, what papers may draw, the lists."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Text, and_, false, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager, selectinload

from contest.bank.document_queries import rests_on_ended
from contest.bank.models import (
    Audience,
    Loan,
    Question,
    QuestionVersion,
    ReportingGroup,
    Topic,
)
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Host
from questions.content import AUTHOR
from questions.content import codes as shipped_codes
from questions.model import Difficulty
from questions.review import State
from questions.text import fold

Line = TypeVar("Line", Topic, Audience, ReportingGroup)
ENDED = "ended"  # as a filter: approved, and its validity is over
OWN, LENT = "own", "lent"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which questions are listed; an empty filter lets all pass."""

    text: str = ""
    topic: str = ""
    difficulty: str = ""
    audience: str = ""
    state: str = ""
    owner: str = ""

    def given(self) -> dict[str, Any]:
        """The filters that are set, by name, for the address of the next page."""
        named = {each.name: str(getattr(self, each.name)) for each in fields(self)}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Shipped:
    """What is there of the shipped set: codes of its authors' questions, and wordings."""

    codes: frozenset[str]
    wordings: frozenset[str]


def lent_to(host: Host) -> Select[int]:
    """The row ids of the questions that are lent to the host now."""
    return select(Loan.question_id).where(Loan.host_id == host.id, Loan.ended_at.is_(None))


def get_question(host: Host, public_id: str) -> Question:
    """A question of the host's own, or one lent to it that has an approved version.

    Raises NotFound for a stranger's.
    """
    query = select(Question).where(
        Question.public_id == public_id,
        or_(Question.host_id == host.id, Question.id.in_(lent_to(host))),
    )
    question = db.session.scalar(query)
    if question is None:
        raise NotFound
    shown_version(host, question)
    return question


def shown_version(host: Host, question: Question) -> QuestionVersion:
    """The newest version; for a borrower the one that papers draw.  Raises NotFound without."""
    version = question.latest if question.host_id == host.id else question.approved
    if version is None:
        raise NotFound
    return version


def take_question(host: Host, public_id: str) -> Question:
    """A question of the host's own, its row locked: what follows changes it.  Raises NotFound."""
    query = select(Question).where(Question.public_id == public_id, Question.host_id == host.id)
    question = db.session.scalar(query.with_for_update())
    if question is None:
        raise NotFound
    return question


def lock_host(host: Host) -> None:
    """Let nobody else choose a code at this host until the commit."""
    db.session.execute(select(Host.id).where(Host.id == host.id).with_for_update())


def next_code(host: Host, topic: Topic) -> str:
    """A free code for a new question on the topic, never one of the shipped set's.

    The host's row is locked until the commit.
    """
    lock_host(host)
    prefix = f"{topic.code}-"
    query = select(Question.code).where(
        Question.host_id == host.id, Question.code.startswith(prefix, autoescape=True)
    )
    used = {
        *db.session.scalars(query),
        *(each for each in shipped_codes() if each.startswith(prefix)),
    }
    ends = (code.removeprefix(prefix) for code in used)
    last = max((int(end) for end in ends if end.isdecimal()), default=0)
    return f"{prefix}{last + 1:03}"


def list_codes(host: Host) -> set[str]:
    return set(db.session.scalars(select(Question.code).where(Question.host_id == host.id)))


def find_shipped(reached: ColumnElement[bool], wordings: Collection[str]) -> Shipped:
    """Which of the shipped questions are among those reached, whatever their codes are there.

    ``wordings`` are theirs as they are searched.
    """
    reached_versions = select(QuestionVersion).join(QuestionVersion.question).where(reached)
    by_source = reached_versions.where(QuestionVersion.author_name == AUTHOR)
    by_wording = reached_versions.where(QuestionVersion.folded.in_(wordings))
    return Shipped(
        frozenset(db.session.scalars(by_source.with_only_columns(Question.code))),
        frozenset(db.session.scalars(by_wording.with_only_columns(QuestionVersion.folded))),
    )


def list_questions(
    host: Host, filters: Filters, day: date, page: int, per_page: int
) -> tuple[list[QuestionVersion], int]:
    """One page of what the host sees, and how many there are in all.

    Of its own questions the newest version; of a lent one the version that papers draw.
    """
    wanted = [_shown(host), *_conditions(host, filters, day)]
    join = select(QuestionVersion).join(QuestionVersion.question).join(QuestionVersion.topic)
    total = db.session.scalar(join.where(*wanted).with_only_columns(func.count())) or 0
    query = (
        join.where(*wanted)
        .order_by(Question.code, Question.id)
        .options(
            contains_eager(QuestionVersion.question).joinedload(Question.host),
            contains_eager(QuestionVersion.topic),
            selectinload(QuestionVersion.audiences),
        )
    )
    listed = db.session.scalars(query.offset((page - 1) * per_page).limit(per_page))
    return list(listed), total


def list_lendable(host: Host, filters: Filters, day: date) -> list[Question]:
    """The host's own questions that papers draw on the day and that pass the filters, locked."""
    query = (
        select(Question)
        .join(QuestionVersion)
        .join(QuestionVersion.topic)
        .where(Question.host_id == host.id, *_conditions(host, filters, day))
        .where(~_is_over(day), ~rests_on_ended(host, day))
        .where(judged(Question.host_id == host.id), QuestionVersion.state == State.APPROVED)
        .order_by(Question.id)
        .options(selectinload(Question.versions))
        .with_for_update(of=Question)
    )
    return list(db.session.scalars(query))


def count_states(host: Host, day: date) -> dict[str, int]:
    """How many questions the host sees in each state; those whose validity is over are "ended"."""
    is_over = _is_over(day).label("is_over")
    query = (
        select(QuestionVersion.state, is_over, func.count())
        .join(QuestionVersion.question)
        .where(_shown(host))
        .group_by(QuestionVersion.state, is_over)
    )
    counts: dict[str, int] = {}
    for state, over, count in db.session.execute(query):
        name = ENDED if state is State.APPROVED and over else state.value
        counts[name] = counts.get(name, 0) + count
    return counts


def list_drawable(host: Host, audience: Audience, first: date, last: date) -> list[QuestionVersion]:
    """What papers of the audience may draw on all of the days: approved, own or lent, not retired.

    What rests on a document that ends before the last day, as the host has it, is left out.
    Of each question the newest approved version, by the question's code.  What is lent and says
    the same as one of the host's own, or as another that is lent, is there once.
    """
    query = (
        _drawable(host, audience, first, last)
        .join(QuestionVersion.question)
        .order_by(Question.code, Question.id)
        .options(
            contains_eager(QuestionVersion.question),
            selectinload(QuestionVersion.topic),
            selectinload(QuestionVersion.audiences),
        )
    )
    return list(db.session.scalars(query))


def count_drawable(
    host: Host, audience: Audience, first: date, last: date
) -> dict[tuple[int, Difficulty], int]:
    """How many of them there are by topic (its row id) and difficulty."""
    query = _drawable(host, audience, first, last).with_only_columns(
        QuestionVersion.topic_id, QuestionVersion.difficulty, func.count()
    )
    rows = db.session.execute(query.group_by(QuestionVersion.topic_id, QuestionVersion.difficulty))
    return {(topic_id, difficulty): count for topic_id, difficulty, count in rows}


def _drawable(host: Host, audience: Audience, first: date, last: date) -> Select[QuestionVersion]:
    own = _fit(Question.host_id == host.id, host, audience, first, last)
    lent = _fit(Question.id.in_(lent_to(host)), host, audience, first, last)
    said = QuestionVersion.stem, QuestionVersion.options.cast(Text)
    firsts = select(func.min(QuestionVersion.id)).where(lent).group_by(*said)
    is_said = tuple_(*said).in_(select(*said).where(own))
    return select(QuestionVersion).where(
        or_(own, and_(lent, QuestionVersion.id.in_(firsts), ~is_said))
    )


def _fit(
    reached: ColumnElement[bool], host: Host, audience: Audience, first: date, last: date
) -> ColumnElement[bool]:
    return and_(
        judged(reached),
        QuestionVersion.state == State.APPROVED,
        QuestionVersion.audiences.any(Audience.id == audience.id),
        or_(QuestionVersion.valid_from.is_(None), QuestionVersion.valid_from <= first),
        or_(QuestionVersion.valid_to.is_(None), QuestionVersion.valid_to >= last),
        ~rests_on_ended(host, last),
    )


def _shown(host: Host) -> ColumnElement[bool]:
    own = newest(Question.host_id == host.id)
    lent = judged(Question.id.in_(lent_to(host)))
    return or_(own, and_(lent, QuestionVersion.state == State.APPROVED))


def newest(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The version is the newest of a question that meets the condition."""
    return _last_of(select(QuestionVersion.question_id).join(Question).where(condition))


def judged(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The version is the newest that was approved, retired since or not."""
    approved = QuestionVersion.state.in_([State.APPROVED, State.RETIRED])
    return _last_of(select(QuestionVersion.question_id).join(Question).where(condition, approved))


def _last_of(versions: Select[int]) -> ColumnElement[bool]:
    last = versions.add_columns(func.max(QuestionVersion.number))
    last = last.group_by(QuestionVersion.question_id)
    return _pair().in_(last)


def _pair() -> ColumnElement[tuple[int, int]]:
    return tuple_(QuestionVersion.question_id, QuestionVersion.number)


def _is_over(day: date) -> ColumnElement[bool]:
    return func.coalesce(QuestionVersion.valid_to < day, false())


def _conditions(host: Host, filters: Filters, day: date) -> list[ColumnElement[bool]]:
    """What the filters ask for; a value that does not exist finds nothing."""
    found: list[ColumnElement[bool]] = []
    for word in fold(filters.text).split():
        in_code = Question.code.contains(word, autoescape=True)
        found.append(or_(QuestionVersion.folded.contains(word, autoescape=True), in_code))
    if filters.topic:
        found.append(Topic.code == filters.topic)
    if filters.difficulty in set(Difficulty):
        found.append(QuestionVersion.difficulty == Difficulty(filters.difficulty))
    if filters.audience:
        found.append(QuestionVersion.audiences.any(Audience.code == filters.audience))
    if filters.state == ENDED:
        found += [QuestionVersion.state == State.APPROVED, QuestionVersion.valid_to < day]
    elif filters.state in set(State):
        found += [QuestionVersion.state == State(filters.state)]
        found += [~_is_over(day)] if filters.state == State.APPROVED else []
    if filters.owner in (OWN, LENT):
        is_own = Question.host_id == host.id
        found.append(is_own if filters.owner == OWN else ~is_own)
    return found


def list_topics(host: Host) -> list[Topic]:
    """The nation's and the host's own, those that have not ended, the nation's first."""
    return _list_lines(Topic, host)


def list_audiences(host: Host) -> list[Audience]:
    return _list_lines(Audience, host)


def list_reporting_groups(host: Host) -> list[ReportingGroup]:
    return _list_lines(ReportingGroup, host)


def _list_lines(kind: type[Line], host: Host) -> list[Line]:
    query = select(kind).where(
        or_(kind.host_id.is_(None), kind.host_id == host.id), kind.ended_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(kind.host_id.is_not(None), kind.id)))


def list_codes_of_lines(kind: type[Line], host: Host) -> set[str]:
    """The codes in use for the host, ended ones too."""
    query = select(kind.code).where(or_(kind.host_id.is_(None), kind.host_id == host.id))
    return set(db.session.scalars(query))


def get_own_line(kind: type[Line], host: Host, code: str) -> Line:
    """A line that the host added itself.  Raises NotFound for the nation's, too."""
    line = db.session.scalar(select(kind).where(kind.host_id == host.id, kind.code == code))
    if line is None:
        raise NotFound
    return line


def list_nation_lines(kind: type[Line]) -> dict[str, Line]:
    """The nation's lines by code."""
    lines: Iterable[Line] = db.session.scalars(select(kind).where(kind.host_id.is_(None)))
    return {each.code: each for each in lines}


def list_loans(question: Question) -> list[Loan]:
    """To whom the question is lent now."""
    query = (
        select(Loan)
        .join(Loan.host)
        .where(Loan.question_id == question.id, Loan.ended_at.is_(None))
        .order_by(Host.name, Host.id)
    )
    return list(db.session.scalars(query))


def find_loan(question: Question, host: Host) -> Loan | None:
    """The loan to that host, ended or not: there is one row for each pair."""
    return db.session.scalar(
        select(Loan).where(Loan.question_id == question.id, Loan.host_id == host.id)
    )


def list_loans_to(borrower: Host, owner: Host) -> dict[int, Loan]:
    """Every loan between the two, ended or not, by the question's row id."""
    query = select(Loan).join(Loan.question)
    query = query.where(Loan.host_id == borrower.id, Question.host_id == owner.id)
    return {each.question_id: each for each in db.session.scalars(query)}


def get_loan(question: Question, borrower_id: str) -> Loan:
    """The loan to the host of that public id.  Raises NotFound."""
    query = (
        select(Loan)
        .join(Loan.host)
        .where(Loan.question_id == question.id, Host.public_id == borrower_id)
    )
    loan = db.session.scalar(query)
    if loan is None:
        raise NotFound
    return loan
