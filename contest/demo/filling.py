"""How do the made-up people and their attempts get into the database, many at a time?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from contest.attempts.handing_service import Handing, mark_row
from contest.attempts.models import Answer, Attempt, Mark
from contest.attempts.service import attempt_id
from contest.bank import queries as bank
from contest.bank.models import ReportingGroup
from contest.clock import instant, milliseconds
from contest.contests import queries
from contest.contests.models import Contest, ContestAudience, Entry, Round
from contest.db import Base, db
from contest.demo.hosts import new_id
from contest.demo.people import MadeUp
from contest.demo.sittings import Sheet, Sitting, sittings
from contest.people.models import Consent, Person
from contest.rules.scoring import score
from contest.vault import Vault
from questions.marking import Key
from questions.text import fold, name_sort_key

SHARE_ALL_RIGHT = 0.18  # what people guess, about
Row = dict[str, Any]


@dataclass(slots=True)
class Filler:
    """Who sits a round, and the rows that come of it."""

    chance: Random
    round: Round
    units: Mapping[str, int]
    vault: Vault
    sheets: dict[str, Sheet] = field(default_factory=dict)
    audiences: dict[str, ContestAudience] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)

    @property
    def contest(self) -> Contest:
        return self.round.contest


def fill(
    chance: Random,
    round_: Round,
    people: Sequence[MadeUp],
    units: Mapping[str, int],
    vault: Vault,
    advance: Callable[[int], None],
) -> int:
    """Enter the people in the contest and let each sit the round.  Returns how many attempts."""
    filler = Filler(chance, round_, units, vault)
    filler.audiences = {each.audience.code: each for each in round_.contest.audiences}
    filler.sheets = {
        code: _sheet(round_, each, len(people)) for code, each in filler.audiences.items()
    }
    filler.groups = {code: each.id for code, each in bank.list_nation_lines(ReportingGroup).items()}
    sat = []
    for each in people:
        sat.append(list(sittings(chance, each, filler.sheets[each.audience])))
        advance(1)
    ids = _enter(filler, list(zip(people, sat, strict=True)))
    return _store_attempts(filler, list(zip(people, ids, sat, strict=True)))


def _sheet(round_: Round, audience: ContestAudience, people: int) -> Sheet:
    pool = queries.list_pool(round_, audience)
    versions = queries.list_versions(each.version_id for each in pool)
    keys = {
        each.id: Key(
            frozenset(at for at, one in enumerate(each.options) if one.get("right")),
            kind=each.kind,
        )
        for each in versions
    }
    return Sheet(
        secret=round_.secret,
        blueprint=queries.list_blueprint(round_, audience),
        pool=pool,
        keys=keys,
        window=round_.calendar.whole,
        allowance=round_.allowance,
        attempts_allowed=round_.attempts_allowed or 1,
        usual_guess=round(people * SHARE_ALL_RIGHT) if round_.has_prediction else None,
    )


def _enter(filler: Filler, people: Sequence[tuple[MadeUp, list[Sitting]]]) -> list[int]:
    contest = filler.contest
    joined = [_joined_at(filler, sat) for _, sat in people]
    _store(Person, [_person(filler, who, at) for (who, _), at in zip(people, joined, strict=True)])
    query = select(Person.number, Person.id).where(Person.host_id == contest.host_id)
    by_number = dict(db.session.execute(query).all())
    ids = [by_number[who.number] for who, _ in people]
    entered = list(zip(people, ids, joined, strict=True))
    _store(Entry, [_entry(filler, who, id_, at) for (who, _), id_, at in entered])
    consent = {
        "subject": contest.public_id,
        "version": contest.consent_version,
        "wording": contest.consent_wording,
    }
    _store(Consent, [consent | {"person_id": id_, "given_at": at} for _, id_, at in entered])
    return ids


def _joined_at(filler: Filler, sat: Sequence[Sitting]) -> datetime:
    """Most register a few minutes before they first sit."""
    first_ms = sat[0].times.started_ms if sat else milliseconds(filler.round.opens_at)
    return instant(first_ms) - timedelta(seconds=filler.chance.randrange(40, 900))


def _person(filler: Filler, who: MadeUp, at: datetime) -> Row:
    return {
        "host_id": filler.contest.host_id,
        "number": who.number,
        "name": who.name,
        "folded": fold(who.name),
        "sort_key": name_sort_key(who.name),
        "birth_year": who.birth_year,
        "residence_id": filler.units[who.residence] if who.residence else None,
        "country": who.country,
        "unit_id": filler.units[who.unit] if who.unit else None,
        "code_hash": filler.vault.fingerprint(f"{who.number} {who.code}", "code"),
        "created_at": at,
    }


def _entry(filler: Filler, who: MadeUp, person_id: int, at: datetime) -> Row:
    return {
        "contest_id": filler.contest.id,
        "person_id": person_id,
        "contest_audience_id": filler.audiences[who.audience].id,
        "reporting_group_id": filler.groups[who.group],
        "created_at": at,
    }


def _store_attempts(filler: Filler, people: Iterable[tuple[MadeUp, int, list[Sitting]]]) -> int:
    attempts: list[Row] = []
    answers: list[Row] = []
    marks: list[Row] = []
    for who, person_id, sat in people:
        for each in sat:
            attempt = _attempt(filler, who, person_id, each)
            attempts.append(attempt)
            answers += _answers(attempt, each)
            marks.append(_mark(filler, who, attempt, each))
    for model, rows in ((Attempt, attempts), (Answer, answers), (Mark, marks)):
        _store(model, rows)
    return len(attempts)


def _attempt(filler: Filler, who: MadeUp, person_id: int, sitting: Sitting) -> Row:
    times = sitting.times
    chance = filler.chance
    return {
        "round_id": filler.round.id,
        "id": attempt_id(instant(times.started_ms), chance.getrandbits(20)),
        "public_id": new_id(chance),
        "person_id": person_id,
        "contest_audience_id": filler.audiences[who.audience].id,
        "number": sitting.number,
        "paper": sitting.paper.encode(),
        "question_count": len(sitting.paper.items) + filler.round.extras.count,
        "sitting": 1,
        "started_ms": times.started_ms,
        "deadline_ms": times.deadline_ms,
        "closes_ms": times.closes_ms,
        "handed_in_ms": sitting.handed_in_ms,
        "residence_id": filler.units[who.residence] if who.residence else None,
        "country": who.country,
        "unit_id": filler.units[who.unit] if who.unit else None,
        "reporting_group_id": filler.groups[who.group],
    }


def _answers(attempt: Row, sitting: Sitting) -> list[Row]:
    key = {"round_id": attempt["round_id"], "attempt_id": attempt["id"], "sitting": 1}
    return [
        key
        | {
            "number": number,
            "position": each.position,
            "choice": each.choice,
            "received_ms": each.received_ms,
        }
        for number, each in enumerate(sitting.given, 1)
    ]


def _mark(filler: Filler, who: MadeUp, attempt: Row, sitting: Sitting) -> Row:
    """Marked by the rules that mark everybody, so that everything can be computed again."""
    keys = filler.sheets[who.audience].keys
    handing = Handing(
        round_id=attempt["round_id"],
        attempt_id=attempt["id"],
        person_id=attempt["person_id"],
        stops=(),
        paper=sitting.paper,
        keys=keys,
        key_version=filler.round.key_version,
        extras=filler.round.extras,
    )
    marks = score(sitting.paper, sitting.answers, keys)
    duration_ms = sitting.times.duration_ms(sitting.handed_in_ms)
    row = mark_row(handing, marks, sitting.answers, duration_ms)
    return {
        "round_id": handing.round_id,
        "attempt_id": handing.attempt_id,
        "duration_ms": row.pop("duration"),
        "marked_ms": sitting.handed_in_ms,
    } | row


def _store(model: type[Base], rows: list[Row]) -> None:
    if rows:
        db.session.execute(insert(model), rows)
