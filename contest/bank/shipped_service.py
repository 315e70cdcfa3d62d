"""What ships with the platform, put into a host's bank: lists for the nation, then questions."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain, count
from typing import Any, TypeVar

from sqlalchemy import ColumnElement

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
    """The shipped questions of a topic: how many the host's bank has, and how many it has not.

    Of the latter some may be borrowed from another host.
    """

    topic: Entry
    known: int
    new: int
    borrowed: int = 0


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
    offered = list(shipped)
    own = _found(Question.host_id == host.id, offered)
    lent = _found(Question.id.in_(queries.lent_to(host)), offered)
    counts: dict[str, Counter[str]] = {}
    for each in offered:
        place = "known" if each in own else "borrowed" if each in lent else "new"
        counts.setdefault(each.topic, Counter())[place] += 1
    return [
        Offer(topic, found["known"], found["new"] + found["borrowed"], found["borrowed"])
        for topic in content.topics()
        if (found := counts.get(topic.code))
    ]


def _found(reached: ColumnElement[bool], shipped: Iterable[Written]) -> set[Written]:
    """Those that are there already: known by their authors and code, or by what they say."""
    wordings = {service.folded(each.stem, each.options): each for each in shipped}
    there = queries.find_shipped(reached, wordings)
    return {
        each
        for wording, each in wordings.items()
        if each.code in there.codes or wording in there.wordings
    }


def install_shipped(
    host: Host,
    now: datetime,
    approver: Account,
    *,
    shipped: Iterable[Written] | None = None,
    new_id: NewId = CHANCE,
) -> list[Question]:
    """Put the shipped questions into the host's bank, approved; those that are there are left.

    What would rest on law that has ended, as the host has it, is left out too.
    Their authors stand as they are named with them; one approver answers for them all, whatever
    the number of the host's steps.
    """
    install_rows()
    document_service.install_documents(now)
    law = Law(document_queries.register_of(host), now.astimezone(VIETNAM).date())
    topics, audiences = queries.list_nation_lines(Topic), queries.list_nation_lines(Audience)
    offered = list(content.load() if shipped is None else shipped)
    known, taken = _found(Question.host_id == host.id, offered), queries.list_codes(host)
    added = []
    for written in offered:
        if written not in known and not has_ended(written, law):
            text, code = _text(written, topics, audiences), _free(written.code, taken)
            added.append(_adopted(new_id(), host, code, text, approver, now, law))
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


def _free(code: str, taken: set[str]) -> str:
    """The shipped code; numbered where a question of the host's own has it."""
    tries = (f"{code}-{number}" for number in count(2))
    return next(each for each in chain([code], tries) if each not in taken)


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
