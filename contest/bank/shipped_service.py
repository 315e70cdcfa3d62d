"""What ships with the platform, put into a host's bank: lists for the nation, then questions."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from contest.audit import service as audit
from contest.bank import queries, service
from contest.bank.models import Audience, Question, ReportingGroup, Topic
from contest.db import db
from contest.errors import OwnWork
from contest.hosts.models import Account, Host
from questions import content
from questions.content import Entry
from questions.model import Difficulty
from questions.model import Question as Written
from questions.review import State, may_approve

Line = TypeVar("Line", Topic, Audience, ReportingGroup)
NewId = Callable[[], str]
CHANCE: NewId = partial(secrets.token_urlsafe, 16)


def install_rows() -> None:
    """Add the nation's topics, audiences and reporting groups that are not there yet."""
    _install_lines(Topic, content.topics())
    _install_lines(Audience, content.audiences())
    _install_lines(ReportingGroup, content.reporting_groups())
    db.session.flush()


def _install_lines(kind: type[Line], entries: Iterable[Entry]) -> None:
    known = queries.list_nation_lines(kind)
    make: Any = kind
    db.session.add_all(
        make(host_id=None, code=each.code, name=each.vi, name_en=each.en)
        for each in entries
        if each.code not in known
    )


def install_shipped(
    host: Host,
    now: datetime,
    author: Account,
    approver: Account,
    *,
    shipped: Iterable[Written] | None = None,
    new_id: NewId = CHANCE,
) -> list[Question]:
    """Put the shipped questions into the host's bank, approved; those of a known code are left.

    Raises OwnWork when the author and the approver are one.
    """
    if not may_approve(author, approver):
        raise OwnWork
    install_rows()
    topics, audiences = queries.list_nation_lines(Topic), queries.list_nation_lines(Audience)
    known = queries.list_codes(host)
    added = []
    for written in content.load() if shipped is None else shipped:
        if written.code not in known:
            text = _text(written, topics, audiences)
            added.append(_installed(new_id(), host, written.code, text, author, approver, now))
    db.session.add_all(added)
    db.session.flush()
    audit.record(
        author.actor,
        "questions-installed",
        now=now,
        host_id=host.id,
        subject_kind="host",
        subject=host.public_id,
        details={"count": len(added), "approver": approver.public_id},
    )
    return added


def _text(
    written: Written, topics: dict[str, Topic], audiences: dict[str, Audience]
) -> service.Text:
    return service.Text(
        stem=written.stem,
        options=written.options,
        topic=topics[written.topic],
        difficulty=Difficulty(str(written.difficulty)),
        audiences=tuple(audiences[code] for code in sorted(written.audiences)),
        explanation=written.explanation,
        basis=written.basis,
        valid_from=written.valid_from,
        valid_to=written.valid_to,
        kind=written.kind,
    )


def _installed(
    public_id: str,
    host: Host,
    code: str,
    text: service.Text,
    author: Account,
    approver: Account,
    now: datetime,
) -> Question:
    question = service.write_question(public_id, host, code, text, author, now)
    question.latest.state = State.SUBMITTED
    service.approve(question.latest, approver, now)
    return question
