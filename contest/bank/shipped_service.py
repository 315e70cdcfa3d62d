"""What ships with the platform, put into a host's bank: lists for the nation, then questions."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from contest.audit import service as audit
from contest.bank import document_queries, document_service, queries, service
from contest.bank.models import Audience, Question, ReportingGroup, Topic
from contest.clock import VIETNAM
from contest.db import db
from contest.hosts.models import Account, Host
from questions import content
from questions.basis_checks import has_ended
from questions.content import Entry
from questions.legal import Law
from questions.model import Difficulty
from questions.model import Question as Written

Line = TypeVar("Line", Topic, Audience, ReportingGroup)
NewId = Callable[[], str]
CHANCE: NewId = partial(secrets.token_urlsafe, 16)


@dataclass(frozen=True, slots=True)
class Offer:
    """The shipped questions of a topic: how many the host's bank has, and how many it has not."""

    topic: Entry
    known: int
    new: int


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


def offers(host: Host, shipped: Iterable[Written]) -> list[Offer]:
    """What could be adopted, by topic in the order of the register; empty topics are left out."""
    known, counts = queries.list_codes(host), dict[str, list[bool]]()
    for each in shipped:
        counts.setdefault(each.topic, []).append(each.code in known)
    return [
        Offer(topic, sum(found), len(found) - sum(found))
        for topic in content.topics()
        if (found := counts.get(topic.code))
    ]


def install_shipped(
    host: Host,
    now: datetime,
    approver: Account,
    *,
    shipped: Iterable[Written] | None = None,
    new_id: NewId = CHANCE,
) -> list[Question]:
    """Put the shipped questions into the host's bank, approved; those of a known code are left.

    What would rest on law that has ended, as the host has it, is left out too.
    Their authors stand as they are named with them; one approver answers for them all, whatever
    the number of the host's steps.
    """
    install_rows()
    document_service.install_documents(now)
    law = Law(document_queries.register_of(host), now.astimezone(VIETNAM).date())
    topics, audiences = queries.list_nation_lines(Topic), queries.list_nation_lines(Audience)
    known = queries.list_codes(host)
    added = []
    for written in content.load() if shipped is None else shipped:
        if written.code not in known and not has_ended(written, law):
            text = _text(written, topics, audiences)
            added.append(_adopted(new_id(), host, written.code, text, approver, now, law))
    db.session.add_all(added)
    db.session.flush()
    audit.record(
        approver.actor,
        "questions-installed",
        now=now,
        host_id=host.id,
        subject_kind="host",
        subject=host.public_id,
        details={"count": len(added), "version": 1, "codes": [each.code for each in added]},
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


def _adopted(
    public_id: str,
    host: Host,
    code: str,
    text: service.Text,
    approver: Account,
    now: datetime,
    law: Law,
) -> Question:
    question = service.write_question(public_id, host, code, text, None, now)
    question.latest.author_name = content.AUTHOR
    service.adopt(question.latest, approver, now, law)
    return question
