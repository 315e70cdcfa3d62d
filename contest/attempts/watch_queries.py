"""What the watch of a round counts, each by one statement over what is stored anyway."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import delete, func, select, text

from contest.attempts.watch_models import MinuteCount
from contest.attempts.wire_queries import Run
from contest.contests.models import Contest, Round
from contest.db import db
from contest.hosts.models import Host, HostKind
from contest.rules.watching import HOUR_MS, SILENT_MS, Counts
from contest.units.models import Unit, UnitKind

Place = tuple[int | None, int | None]  # where somebody lives, and works or studies
SAVED = "saved"
WHOLE_SITE = 0
MINUTES_AT_ONCE = 30  # written off together: at most some thousand rows


def count_registered(contest: Contest) -> dict[Place, int]:
    """People whose entry is recognised or still to be verified, by where they are now."""
    return {(row[0], row[1]): row[2] for row in _run(_REGISTERED, contest=contest.id)}


def count_attempts(round_: Round, now_ms: int) -> dict[Place, Counts]:
    """Attempts by where their people were when they began."""
    rows = _run(_ATTEMPTS, round=round_.id, now=now_ms)
    return {(row[0], row[1]): Counts(*row[2:]) for row in rows}


def count_hours(round_: Round, hours: range) -> tuple[dict[int, int], dict[int, int]]:
    """How many began and how many ended in each of these hours since 1970."""
    begun: dict[int, int] = {}
    ended: dict[int, int] = {}
    if hours:
        since = hours[0] * HOUR_MS
        for start, end, count in _run(_HOURS, round=round_.id, since=since, hour=HOUR_MS):
            begun[start] = begun.get(start, 0) + count
            if end is not None:
                ended[end] = ended.get(end, 0) + count
    return begun, ended


def count_silent(round_: Round, now_ms: int) -> tuple[int, int]:
    """Attempts that run and of which nothing came for five minutes, and for fifteen."""
    some, more = (now_ms - each for each in SILENT_MS)
    [row] = _run(_SILENT, round=round_.id, now=now_ms, some=some, more=more)
    return int(row[0] or 0), int(row[1] or 0)


class Happened(NamedTuple):
    """How often something was counted; ``is_of_round`` or of the whole site."""

    minute: int
    is_of_round: bool
    code: str
    status: int
    times: int


def list_happened(round_: Round, since_minute: int) -> list[Happened]:
    """Saves of the round; refusals of the round, and where no round is known."""
    row = MinuteCount
    query = (
        select(row.minute, row.round_id, row.code, row.status, row.count)
        .where(row.minute >= since_minute, row.round_id.in_((round_.id, WHOLE_SITE)))
        .order_by(row.minute)
    )
    return [
        Happened(minute, round_id == round_.id, code, status, times)
        for minute, round_id, code, status, times in db.session.execute(query)
    ]


def write_counts(run: Run, counts: Iterable[tuple[tuple[int, int, str, int], int]]) -> None:
    """Add to what other processes counted, in one order: none waits in a circle."""
    for (minute, round_id, code, status), count in sorted(counts):
        given = {"minute": minute, "round": round_id, "code": code, "status": status}
        run(_ADD, given | {"count": count})


def forget_minutes(before_minute: int) -> int:
    """Delete a slice of what is older; returns how many rows there were."""
    oldest = db.session.scalar(select(func.min(MinuteCount.minute)))
    if oldest is None or oldest >= before_minute:
        return 0
    until = min(before_minute, oldest + MINUTES_AT_ONCE)
    gone = db.session.execute(delete(MinuteCount).where(MinuteCount.minute < until))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE has it


def units_above(units: Iterable[int]) -> dict[int, Unit]:
    """These units and all above them, by id."""
    found: dict[int, Unit] = {}
    wanted = set(units)
    while wanted:
        for each in db.session.scalars(select(Unit).where(Unit.id.in_(wanted))):
            found[each.id] = each
        parents = {each.parent_id for each in found.values() if each.parent_id}
        wanted = parents - set(found) if wanted & set(found) else set()
    return found


def is_above(unit: Unit, host: Host) -> bool:
    """Whether people are told apart by what stands below it: a province, the host's own commune."""
    is_own = host.kind is HostKind.COMMUNE and unit.code == host.commune_code
    return unit.kind is UnitKind.PROVINCE or (unit.kind is UnitKind.COMMUNE and is_own)


def _run(statement: str, **given: int) -> list[tuple]:  # type: ignore[type-arg]  # rows of any shape
    return [tuple(row) for row in db.session.execute(text(statement), given)]


_REGISTERED = """SELECT p.residence_id, p.unit_id, COUNT(*)
FROM entries e JOIN people p ON p.id = e.person_id
WHERE e.contest_id = :contest AND e.state <> 'not-recognised'
GROUP BY p.residence_id, p.unit_id"""
# What was printed is being sat until it is collected: its hand-in of before is a stand-in.
_PAPER = """LEFT JOIN paper_sittings p ON p.round_id = a.round_id AND p.attempt_id = a.id
WHERE a.round_id = :round AND a.unused_at IS NULL"""
_ATTEMPTS = f"""SELECT residence_id, unit_id, COUNT(*),
  SUM(CASE WHEN number = 1 THEN 1 WHEN EXISTS (SELECT 1 FROM attempts b
      WHERE b.round_id = a.round_id AND b.person_id = a.person_id
        AND b.number < a.number AND b.unused_at IS NULL) THEN 0 ELSE 1 END),
  SUM(CASE WHEN p.id IS NOT NULL THEN CASE WHEN p.collected_at IS NULL THEN 1 ELSE 0 END
    WHEN handed_in_ms IS NULL AND closes_ms >= :now THEN 1 ELSE 0 END),
  SUM(CASE WHEN p.collected_at IS NOT NULL OR (p.id IS NULL AND handed_in_ms < deadline_ms)
    THEN 1 ELSE 0 END)
FROM attempts a {_PAPER} GROUP BY residence_id, unit_id"""  # noqa: S608  # our own words
_HOURS = f"""SELECT started_ms / :hour AS began,
  CASE WHEN p.id IS NOT NULL AND p.collected_at IS NULL THEN NULL ELSE handed_in_ms / :hour END
    AS ended, COUNT(*)
FROM attempts a {_PAPER} AND (started_ms >= :since OR handed_in_ms >= :since)
GROUP BY 1, 2"""  # noqa: S608  # our own words
# The last answer by (sitting, number) is the last that came, but for a device that was taken over.
_SILENT = """SELECT SUM(CASE WHEN last < :some THEN 1 ELSE 0 END),
  SUM(CASE WHEN last < :more THEN 1 ELSE 0 END)
FROM (SELECT COALESCE((SELECT n.received_ms FROM answers n
      WHERE n.round_id = a.round_id AND n.attempt_id = a.id
      ORDER BY n.sitting DESC, n.number DESC LIMIT 1), a.started_ms) AS last
    FROM attempts a
    WHERE a.round_id = :round AND a.handed_in_ms IS NULL AND a.closes_ms >= :now) found"""
_ADD = """INSERT INTO minute_counts (minute, round_id, code, status, count)
VALUES (:minute, :round, :code, :status, :count)
ON CONFLICT (minute, round_id, code, status)
DO UPDATE SET count = minute_counts.count + excluded.count"""
