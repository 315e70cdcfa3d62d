"""Saving answers: one statement that locks the attempt, and what became of each answer."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from contest.attempts.wire_queries import AnyWire, PostgresWire, Row, Run
from contest.errors import TokenForged
from contest.rules.answers import SentAnswer
from contest.vault import SealBroken, Vault

PURPOSE = "attempt"
_PACKED = struct.Struct(">QQQI")


@dataclass(frozen=True, slots=True)
class PageToken:
    """What a page of an attempt may do: save and hand in for one person, in one sitting."""

    round_id: int
    attempt_id: int
    person_id: int
    sitting: int

    def seal(self, vault: Vault) -> str:
        """The token as the page carries it: no row id can be read in it."""
        body = _PACKED.pack(self.round_id, self.attempt_id, self.person_id, self.sitting)
        return urlsafe_b64encode(vault.token(body, PURPOSE)).decode()

    @classmethod
    def unseal(cls, vault: Vault, text: str) -> "PageToken":
        """Raises TokenForged for what ``seal`` did not write."""
        try:
            return cls(*_PACKED.unpack(vault.read_token(urlsafe_b64decode(text), PURPOSE)))
        except (SealBroken, ValueError, struct.error) as error:
            raise TokenForged from error


@dataclass(slots=True)
class Saved:
    """What became of the answers sent, by their numbers.

    ``saved`` are kept, now or before; ``refused`` are not, each with a code: attempt-over,
    attempt-unknown, position-unknown, or number-taken when another answer has that number.
    """

    saved: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


_INSERT = """INSERT INTO answers
  (round_id, attempt_id, sitting, number, position, choice, received_ms)
SELECT a.round_id, a.id, :sitting, s.number, s.position, s.choice, :now
FROM attempts a, {source}
WHERE a.round_id = :round AND a.id = :attempt AND a.person_id = :person
  AND a.handed_in_ms IS NULL AND a.closes_ms >= :now AND a.sitting >= :sitting
  AND s.position BETWEEN 1 AND a.question_count
"""


@lru_cache(maxsize=64)
def _statement(dialect: str, count: int) -> str:
    """The saving statement for so many answers.

    FOR SHARE makes a save and a hand-in wait for each other; on SQLite the write lock is held
    anyway.  Without it acknowledged answers were missing from one result in four.
    """
    if dialect == "sqlite":
        rows = ", ".join(f"(:n{i}, :p{i}, :c{i})" for i in range(count))
        insert = _INSERT.format(source="s")
        head = f"WITH s(number, position, choice) AS (VALUES {rows})\n{insert}"
        return f"{head}ON CONFLICT DO NOTHING RETURNING number"
    rows = ", ".join(f"(:n{i}::int, :p{i}::int, :c{i}::text)" for i in range(count))
    insert = _INSERT.format(source=f"(VALUES {rows}) AS s(number, position, choice)")
    return f"{insert}FOR SHARE OF a\nON CONFLICT DO NOTHING RETURNING number"


def _parameters(token: PageToken, answers: Sequence[SentAnswer], now_ms: int) -> dict[str, Any]:
    """Plain values: psycopg writes those in C, and lists in Python."""
    given: dict[str, Any] = _key(token) | {"sitting": token.sitting, "now": now_ms}
    for i, each in enumerate(answers):
        given[f"n{i}"], given[f"p{i}"], given[f"c{i}"] = each.number, each.position, each.choice
    return given


def _key(token: PageToken) -> dict[str, Any]:
    return {"round": token.round_id, "attempt": token.attempt_id, "person": token.person_id}


def save(wire: AnyWire, token: PageToken, answers: Sequence[SentAnswer], now_ms: int) -> Saved:
    """Save answers, each of them durable when this returns, or refused with its code.

    ``now_ms`` is when the request reached the server, and alone decides.  An answer that was
    stored before, with the same content, counts as saved, also after the hand-in.
    """
    if isinstance(wire, PostgresWire):
        kept = wire.alone(lambda run: insert(run, token, answers, now_ms))
    else:
        kept = wire.transact(lambda run: insert(run, token, answers, now_ms))
    if len(kept) == len(answers):
        return Saved(kept)
    left = [each for each in answers if each.number not in kept]
    found = wire.transact(lambda run: look_up(run, token, left, now_ms))
    return Saved(kept + found.saved, found.refused)


def insert(run: Run, token: PageToken, answers: Sequence[SentAnswer], now_ms: int) -> list[int]:
    """The saving statement; returns the numbers that are new."""
    statement = _statement(run.dialect, len(answers))
    rows = run(statement, _parameters(token, answers, now_ms))
    return [row[0] for row in rows]


def look_up(run: Run, token: PageToken, answers: Sequence[SentAnswer], now_ms: int) -> Saved:
    """What stands in the way of the answers that did not go in."""
    attempts = run(
        """SELECT question_count, handed_in_ms, closes_ms, sitting FROM attempts
        WHERE round_id = :round AND id = :attempt AND person_id = :person""",
        _key(token),
    )
    if not attempts or token.sitting > attempts[0][-1]:
        return Saved([], {each.number: "attempt-unknown" for each in answers})
    there = {
        row[0]: (row[1], row[2])
        for row in run(
            """SELECT number, position, choice FROM answers
            WHERE round_id = :round AND attempt_id = :attempt AND sitting = :sitting""",
            _key(token) | {"sitting": token.sitting},
        )
    }
    found = Saved()
    for each in answers:
        if there.get(each.number) == (each.position, each.choice):
            found.saved.append(each.number)
        else:
            found.refused[each.number] = _why(each, there, attempts[0], now_ms)
    return found


def _why(
    answer: SentAnswer, there: Mapping[int, tuple[int, str | None]], attempt: Row, now_ms: int
) -> str:
    question_count, handed_in_ms, closes_ms, _sitting = attempt
    if answer.number in there:
        return "number-taken"
    if handed_in_ms is not None or closes_ms < now_ms:
        return "attempt-over"
    if not 1 <= answer.position <= question_count:
        return "position-unknown"
    return "number-taken"  # by an answer that went in while this was looked up
