"""Looking for signs about the people of a ranking.  Callers commit."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from contest.bank.models import QuestionVersion
from contest.db import db
from contest.results import item_queries
from contest.results import signal_queries as queries
from contest.results.check_models import FoundSignal, SignalPerson, SignalSearch
from contest.results.signal_queries import Ranked, Unsearched
from contest.rules.alike import Errors, Likeness, same_wrong_signals
from contest.rules.drawing import Paper
from contest.rules.responses import response_of
from contest.rules.signals import (
    Pace,
    Signal,
    Sitting,
    device_signals,
    identity_signals,
    speed_signals,
)
from contest.vault import Vault

WRONG = frozenset("w")  # the sign of a wrong answer among a mark's outcomes


@dataclass(frozen=True, slots=True)
class Searched:
    """The signs that were found in a ranking and in what its people said."""

    target: Unsearched
    signals: tuple[Signal, ...]


def prepare(vault: Vault) -> Searched | None:
    """Look at the next ranking; only reads."""
    target = queries.find_unsearched()
    return None if target is None else searched(target, vault)


def searched(target: Unsearched, vault: Vault) -> Searched:
    """All signs: of identity, devices, speed, and the same wrong answers."""
    people = list(queries.each_known(target.contest_id, vault))
    versions = {each.id: each for each in item_queries.list_asked(target.round_id)}
    ranked = list(queries.each_ranked(target.ranking_id))
    return Searched(
        target,
        (
            *identity_signals(people, target.people_per_phone),
            *device_signals(queries.list_device_uses(target.contest_id)),
            *speed_signals(_sittings(ranked, versions), Pace()),
            *same_wrong_signals(list(_errors(ranked, versions)), Likeness()),
        ),
    )


def _sittings(ranked: Iterable[Ranked], versions: dict[int, QuestionVersion]) -> Iterator[Sitting]:
    words = {each.id: _count_words(each) for each in versions.values()}
    for each in ranked:
        asked = tuple(words[item.version_id] for item in Paper.decode(each.sheet[0]).items)
        yield Sitting(each.person, each.duration_ms, asked, each.right_count)


def _count_words(version: QuestionVersion) -> int:
    return len(f"{version.stem} {' '.join(option['text'] for option in version.options)}".split())


def _errors(ranked: Iterable[Ranked], versions: dict[int, QuestionVersion]) -> Iterator[Errors]:
    for each in ranked:
        paper, outcomes, answers = each.sheet
        items = Paper.decode(paper).items
        chosen = dict(one.split(":", 1) for one in answers.split(";")) if answers else {}
        wrong = tuple(
            (item.version_id, _as_written(chosen.get(str(position)), versions, item))
            for position, (item, sign) in enumerate(zip(items, outcomes, strict=False), 1)
            if sign in WRONG
        )
        yield Errors(each.person, tuple(item.version_id for item in items), wrong)


def _as_written(choice: str | None, versions: dict[int, QuestionVersion], item: Any) -> str:
    response = response_of(choice, versions[item.version_id].kind, item.order)
    return ",".join(map(str, sorted(response.chosen)))


def store(now: datetime, work: Searched) -> int:
    """Write down the signs that were not known; those known keep what was found of them."""
    target = work.target
    if queries.is_searched(target.ranking_id):
        return 0
    known = queries.known_digests(target.contest_id)
    fresh = {digest_of(each): each for each in work.signals}
    for digest, signal in fresh.items():
        if digest not in known:
            _keep(target.contest_id, digest, signal, now)
    db.session.add(SignalSearch(ranking_id=target.ranking_id, searched_at=now))
    db.session.flush()
    return 1


def _keep(contest_id: int, digest: str, signal: Signal, now: datetime) -> None:
    found = FoundSignal(
        contest_id=contest_id,
        kind=signal.kind,
        strength=signal.strength,
        values=dict(signal.values),
        digest=digest,
        found_at=now,
    )
    db.session.add(found)
    db.session.flush()
    rows = [{"signal_id": found.id, "person_id": person} for person in signal.people]
    db.session.execute(insert(SignalPerson), rows)


def digest_of(signal: Signal) -> str:
    """The same kind of sign about the same people has the same digest."""
    told = f"{signal.kind.value}:{','.join(map(str, signal.people))}"
    return hashlib.sha256(told.encode()).hexdigest()
