"""What somebody who is sitting has to learn: a moved deadline, notices of the organisers."""

from typing import Any, NamedTuple

from contest.attempts.wire_queries import AnyWire, Run

FRESH_MS = 5_000  # for so long a process takes a round's count for the present one
MOST_ROUNDS = 1_000

_counts: dict[tuple[int, int], tuple[int, int]] = {}  # wire and round → when read, the count


def forget() -> None:
    """Empty the memory: for tests, whose clock stands still."""
    _counts.clear()


def count_news(wire: AnyWire, round_id: int, now_ms: int) -> int:
    """The round's count of news, at most five seconds old: nearly every save asks for it."""
    key = (id(wire), round_id)
    read_ms, count = _counts.get(key, (0, 0))
    if not 0 <= now_ms - read_ms < FRESH_MS:
        rows = wire.read(lambda run: run(_COUNT, {"round": round_id}))
        count = rows[0][0] if rows else 0
        if len(_counts) > MOST_ROUNDS:
            _counts.clear()
        _counts[key] = (now_ms, count)
    return count


class News(NamedTuple):
    """The attempt's deadline as it is now, and what the organisers tell, the newest first."""

    version: int
    deadline_ms: int
    is_over: bool
    notices: list[str]


def read_news(run: Run, key: tuple[int, int, int], now_ms: int) -> News | None:
    """What a page may not know yet; None where there is no such round, attempt and person."""
    rows = run(_ATTEMPT, dict(zip(("round", "attempt", "person"), key, strict=True)))
    if not rows:
        return None
    deadline_ms, closes_ms, handed_in_ms, audience_id, count = rows[0]
    is_over = handed_in_ms is not None or closes_ms < now_ms
    return News(count, deadline_ms, is_over, list_notices(run, key[0], audience_id, now_ms))


def list_notices(run: Run, round_id: int, audience_id: int, now_ms: int) -> list[str]:
    """What those who sit the round, of that audience, are told now."""
    given: dict[str, Any] = {"round": round_id, "audience": audience_id, "now": now_ms}
    return [row[0] for row in run(_NOTICES, given)]


_COUNT = "SELECT news FROM rounds WHERE id = :round"
_ATTEMPT = """SELECT a.deadline_ms, a.closes_ms, a.handed_in_ms, a.contest_audience_id, r.news
FROM attempts a JOIN rounds r ON r.id = a.round_id
WHERE a.round_id = :round AND a.id = :attempt AND a.person_id = :person"""
_NOTICES = """SELECT n.text FROM notices n JOIN rounds r ON r.contest_id = n.contest_id
WHERE r.id = :round AND n.ended_at IS NULL AND n.is_for_sitters
  AND (n.ends_ms IS NULL OR n.ends_ms > :now)
  AND (n.round_id IS NULL OR n.round_id = r.id)
  AND (n.contest_audience_id IS NULL OR n.contest_audience_id = :audience)
ORDER BY n.id DESC"""
