"""What signs about people are looked for in, and the signs themselves, read."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from contest.attempts.models import Attempt
from contest.contests.models import Contest, Entry, Round
from contest.db import db
from contest.people.models import Person
from contest.results.check_models import FoundSignal, SignalPerson, SignalSearch
from contest.results.item_queries import each_sheet_of
from contest.results.models import Ranking, Standing
from contest.rules.eligibility import Birth
from contest.rules.item_counts import Sheet
from contest.rules.signals import Known, told_by
from contest.vault import Vault

FETCHED_AT_ONCE = 5_000


class Unsearched(NamedTuple):
    """A newest ranking whose people were not looked at yet: row ids, and the version of keys."""

    ranking_id: int
    round_id: int
    contest_id: int
    people_per_phone: int | None


def find_unsearched() -> Unsearched | None:
    """The next one to be looked at."""
    newest = select(func.max(Ranking.id)).group_by(Ranking.round_id)
    done = select(SignalSearch.ranking_id).where(SignalSearch.ranking_id == Ranking.id)
    query = (
        select(Ranking.id, Ranking.round_id, Round.contest_id, Contest.people_per_phone)
        .join(Round, Round.id == Ranking.round_id)
        .join(Contest, Contest.id == Round.contest_id)
        .where(Ranking.id.in_(newest), ~done.exists())
        .order_by(Ranking.id)
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return Unsearched(*row) if row else None


def is_searched(ranking_id: int) -> bool:
    return db.session.get(SignalSearch, ranking_id) is not None


def each_known(contest_id: int, vault: Vault) -> Iterator[Known]:
    """What everybody said who entered the contest and was not erased; numbers as hashes."""
    query = (
        select(
            Person.id,
            Person.folded,
            Person.birth_year,
            Person.birth_month,
            Person.birth_day,
            Person.phone_hash,
            Person.citizen_number_hash,
            Person.citizen_number_sealed,
        )
        .join(Entry, Entry.person_id == Person.id)
        .where(Entry.contest_id == contest_id, Person.erased_at.is_(None))
    )
    for row in db.session.execute(query.execution_options(yield_per=FETCHED_AT_ONCE)):
        sealed = row.citizen_number_sealed
        year = row.birth_year
        yield Known(
            person=row.id,
            folded_name=row.folded,
            birth=Birth(year, row.birth_month, row.birth_day) if year else None,
            phone=row.phone_hash,
            citizen_number=row.citizen_number_hash,
            told=told_by(vault.unseal(sealed, "citizen-number")) if sealed else None,
        )


def list_device_uses(contest_id: int) -> list[tuple[str, int]]:
    """Which devices the attempts of the contest were last held on, and whose these were."""
    query = (
        select(Attempt.device_id, Attempt.person_id)
        .join(Round, Round.id == Attempt.round_id)
        .where(Round.contest_id == contest_id, Attempt.device_id.is_not(None))
        .distinct()
    )
    return [(str(device), person) for device, person in db.session.execute(query)]


class Ranked(NamedTuple):
    """A counting attempt: whose it is, how long it took, how many were right, and its sheet."""

    person: int
    duration_ms: int
    right_count: int
    sheet: Sheet


def each_ranked(ranking_id: int) -> Iterator[Ranked]:
    """The attempts that count in the ranking, streamed; in no order."""
    for row in each_sheet_of(ranking_id):
        yield Ranked(row[0], row[1], row[2], (row[3], row[4], row[5]))


def known_digests(contest_id: int) -> set[str]:
    """The digests of the signs that were found before."""
    query = select(FoundSignal.digest).where(FoundSignal.contest_id == contest_id)
    return set(db.session.scalars(query))


def list_open(contest: Contest) -> list[tuple[FoundSignal, list[int]]]:
    """The signs that nobody has settled, each with the people whom it concerns."""
    query = (
        select(FoundSignal, SignalPerson.person_id)
        .join(SignalPerson, SignalPerson.signal_id == FoundSignal.id)
        .where(FoundSignal.contest_id == contest.id, FoundSignal.settled_at.is_(None))
        .order_by(FoundSignal.id, SignalPerson.person_id)
    )
    found: dict[int, tuple[FoundSignal, list[int]]] = {}
    for signal, person_id in db.session.execute(query):
        found.setdefault(signal.id, (signal, []))[1].append(person_id)
    return list(found.values())


def list_about(contest: Contest, person: Person) -> list[FoundSignal]:
    """The signs about somebody, those that are not settled first."""
    query = (
        select(FoundSignal)
        .join(SignalPerson, SignalPerson.signal_id == FoundSignal.id)
        .where(FoundSignal.contest_id == contest.id, SignalPerson.person_id == person.id)
        .options(joinedload(FoundSignal.settled_by))
        .order_by(FoundSignal.settled_at.is_not(None), FoundSignal.id)
    )
    return list(db.session.scalars(query))


def others_of(signals: Sequence[FoundSignal], person: Person) -> dict[int, list[Person]]:
    """Whom else each sign concerns, by the sign's id."""
    query = (
        select(SignalPerson)
        .where(
            SignalPerson.signal_id.in_([each.id for each in signals]),
            SignalPerson.person_id != person.id,
        )
        .options(joinedload(SignalPerson.person))
    )
    found: dict[int, list[Person]] = {each.id: [] for each in signals}
    for row in db.session.scalars(query):
        found[row.signal_id].append(row.person)
    return found


def place_of(ranking: Ranking, person: Person) -> Standing | None:
    """Where somebody stands in a ranking."""
    return db.session.get(Standing, (ranking.id, person.id))
