"""Truths of extra questions, and what judges give for texts.  Callers commit."""

from collections.abc import Mapping
from datetime import datetime

from contest.attempts import extra_queries
from contest.attempts.extra_models import Extra, TextMark, Truth
from contest.attempts.models import Attempt
from contest.clock import milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests.extra_queries import definition_of
from contest.contests.models import Round
from contest.db import db
from contest.errors import NotFound, RoundStillOpen
from contest.hosts.models import Account
from contest.rules import extra as rules


def record_truth(
    round_: Round,
    extra: Extra,
    value: int,
    now: datetime,
    *,
    why: str = "",
    source: str = "",
    by: Account | None = None,
    audience_id: int | None = None,
    is_counted: bool = False,
) -> Truth:
    """One more version of the truth of a round's prediction or fact; older ones stay.

    ``is_counted``: the platform counted it by the definition, because ``by`` asked for that or, by
    None, by itself.  The round must be locked.  Raises ExtraRefused where the round is not over,
    the fact's source is missing, or the reason for a change; NotFound where the round does not
    ask for it, or not of that audience.
    """
    asked = definition_of(round_) if extra is Extra.PREDICTION else _fact(round_)
    if asked is None or (audience_id is not None) != _is_by_audience(asked):
        raise NotFound
    versions = [
        _plain(each)
        for each in extra_queries.list_truths(round_, extra)
        if each.contest_audience_id == audience_id
    ]
    found = rules.next_truth(
        asked, versions, value, milliseconds(now), round_over=calendars.is_over(round_, now),
        why=why, source=source, by=by.name if by else None,
    )  # fmt: skip
    row = Truth(
        round_id=round_.id,
        extra=extra,
        contest_audience_id=audience_id,
        version=found.version,
        value=value,
        is_counted=is_counted,
        key_version=round_.key_version,
        source=source,
        why=why,
        found_by_id=by.id if by else None,
        found_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _is_by_audience(asked: rules.Definition | rules.Fact) -> bool:
    return isinstance(asked, rules.Definition) and asked.scope is rules.Scope.AUDIENCE


def _fact(round_: Round) -> rules.Fact | None:
    return rules.Fact() if round_.fact_text else None


def _plain(row: Truth) -> rules.Truth:
    by = row.found_by.name if row.found_by else None
    found_ms = milliseconds(row.found_at)
    return rules.Truth(row.version, row.value, found_ms, row.why, row.source, by)


def mark_text(
    round_: Round, attempt: Attempt, judge: Account, points: int, note: str, now: datetime
) -> TextMark:
    """What a judge gives for an attempt's text, in hundredths; the judge's newest mark counts.

    Raises RoundStillOpen while somebody may still write, NotFound where the round asks for no text,
    ExtraRefused for points below 0 or above the most.
    """
    if round_.text_points is None or not round_.text_question:
        raise NotFound
    if not calendars.is_over(round_, now):
        raise RoundStillOpen
    row = TextMark(
        round_id=round_.id,
        attempt_id=attempt.id,
        judge_id=judge.id,
        points=rules.Judged(round_.text_points).points(points),
        note=note,
        at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def text_points(round_: Round, attempt_id: int | None = None) -> Mapping[int, int]:
    """The mean of what the judges gave, by attempt (all, or one), in hundredths, half a
    hundredth rounded up.
    """
    given = extra_queries.newest_points(round_, attempt_id)
    return {
        attempt_id: (2 * sum(each) + len(each)) // (2 * len(each))
        for attempt_id, each in given.items()
    }
