"""How a round goes at this moment: counted once for all who watch, and kept for some seconds."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from contest.attempts import watch_queries as queries
from contest.clock import milliseconds
from contest.contests.models import Contest, Round
from contest.db import db
from contest.rules.watching import Counts, Line, hours_shown, lines
from contest.units.models import Unit

Found = TypeVar("Found")
# For so long a process takes what it counted for the present state: what scans more, longer.
ATTEMPTS_MS, SILENT_MS, HOURS_MS, REGISTERED_MS = 10_000, 30_000, 30_000, 60_000
MINUTES = 60
MINUTE_MS = 60_000
MOST_KEPT = 5_000
KEPT_FOR = timedelta(days=1)


class Memory:
    """What was counted lately.

    Whoever asks while another counts is given the count before: on a slow day those who watch
    do not take the threads of those who sit.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], tuple[int, Any]] = {}
        self._locks: dict[tuple[Any, ...], threading.Lock] = {}

    def get(
        self, key: tuple[Any, ...], fresh_ms: int, now_ms: int, count: Callable[[], Found]
    ) -> tuple[int, Found]:
        """When it was counted, and what; counted now where that is too long ago."""
        kept = self._found.get(key)
        if kept is not None and 0 <= now_ms - kept[0] < fresh_ms:
            return kept
        lock = self._locks.setdefault(key, threading.Lock())
        if not lock.acquire(blocking=kept is None) and kept is not None:
            return kept
        try:
            return self._count(key, fresh_ms, now_ms, count)
        finally:
            lock.release()

    def _count(
        self, key: tuple[Any, ...], fresh_ms: int, now_ms: int, count: Callable[[], Found]
    ) -> tuple[int, Found]:
        """Another may have counted while this one waited for the lock."""
        kept = self._found.get(key)
        if kept is None or not 0 <= now_ms - kept[0] < fresh_ms:
            if len(self._found) > MOST_KEPT:
                self._found.clear()
            kept = self._found[key] = (now_ms, count())
        return kept

    def forget(self) -> None:
        """For tests, whose clock stands still."""
        self._found.clear()


memory = Memory()


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour since 1970, and how many attempts began and ended in it."""

    number: int
    begun: int
    ended: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A refusal or a fault of the last hour, and how often."""

    code: str
    status: int
    is_of_round: bool
    count: int


@dataclass(frozen=True, slots=True)
class Watch:
    """A round at the instant ``counted_ms``; ``saves`` are of 60 minutes, the present one last."""

    counted_ms: int
    registered: int
    total: Counts
    homes: list[Line]
    works: list[Line]
    units: dict[int, Unit]
    hours: list[Hour]
    silent: tuple[int, int]
    first_minute: int
    saves: list[int]
    faults: list[Fault]

    @property
    def minutes(self) -> range:
        return range(self.first_minute, self.first_minute + len(self.saves))

    @property
    def server_faults(self) -> int:
        """Faults of the server itself: somebody has to look at its log."""
        return sum(each.count for each in self.faults if each.status >= 500)


def watch(round_: Round, now: datetime) -> Watch:
    """All that the page shows; no name, no mark."""
    now_ms = milliseconds(now)

    def kept(what: str, fresh_ms: int, count: Callable[[], Found]) -> tuple[int, Found]:
        return memory.get((id(db.engine), round_.id, what), fresh_ms, now_ms, count)

    contest = round_.contest
    counted_ms, counts = kept(
        "attempts", ATTEMPTS_MS, lambda: queries.count_attempts(round_, now_ms)
    )
    registered = kept("registered", REGISTERED_MS, lambda: queries.count_registered(contest))[1]
    hours = kept("hours", HOURS_MS, lambda: _hours(round_, now_ms))[1]
    silent = kept("silent", SILENT_MS, lambda: queries.count_silent(round_, now_ms))[1]
    happened = kept("minutes", ATTEMPTS_MS, lambda: _minutes(round_, now_ms))[1]
    homes, works, units = _units(contest, registered, counts)
    return Watch(
        counted_ms=counted_ms,
        registered=sum(registered.values()),
        total=sum(counts.values(), Counts()),
        homes=homes,
        works=works,
        units=units,
        hours=hours,
        silent=silent,
        first_minute=happened[0],
        saves=happened[1],
        faults=happened[2],
    )


def _hours(round_: Round, now_ms: int) -> list[Hour]:
    whole = round_.calendar.whole
    hours = hours_shown(whole.opens_ms, whole.closes_ms, now_ms)
    begun, ended = queries.count_hours(round_, hours)
    return [Hour(each, begun.get(each, 0), ended.get(each, 0)) for each in hours]


def _minutes(round_: Round, now_ms: int) -> tuple[int, list[int], list[Fault]]:
    first = now_ms // MINUTE_MS - MINUTES + 1
    saves = [0] * MINUTES
    faults: dict[tuple[str, int, bool], int] = {}
    for each in queries.list_happened(round_, first):
        if each.code != queries.SAVED:
            key = (each.code, each.status, each.is_of_round)
            faults[key] = faults.get(key, 0) + each.times
        elif each.is_of_round and each.minute < first + MINUTES:
            saves[each.minute - first] += each.times
    found = [Fault(*key, count) for key, count in faults.items()]
    return first, saves, sorted(found, key=lambda each: (each.status < 500, -each.count, each.code))


def _units(
    contest: Contest,
    registered: dict[queries.Place, int],
    counts: dict[queries.Place, Counts],
) -> tuple[list[Line], list[Line], dict[int, Unit]]:
    """The lines by residence and by place of work, and the units that they name."""
    named = {unit for place in (*registered, *counts) for unit in place if unit is not None}
    units = queries.units_above(named)
    parents = {each.id: each.parent_id for each in units.values()}
    above = frozenset(each.id for each in units.values() if queries.is_above(each, contest.host))
    by_home, by_work = (
        lines(_summed(registered, at, 0), _summed(counts, at, Counts()), parents, above)
        for at in (0, 1)
    )
    return by_home, by_work, units


def _summed(places: dict[queries.Place, Any], at: int, nothing: Any) -> dict[int | None, Any]:
    """By the one or the other unit of each place."""
    found: dict[int | None, Any] = {}
    for place, each in places.items():
        found[place[at]] = found.get(place[at], nothing) + each
    return found


def forget_minutes(now: datetime) -> int:
    """Delete a slice of the counts that are older than a day; returns how many."""
    return queries.forget_minutes(milliseconds(now - KEPT_FOR) // MINUTE_MS)
