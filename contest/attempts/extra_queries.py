"""Truths of extra questions, texts, and what judges gave for them, read."""

from datetime import datetime
from itertools import count
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from contest.attempts import queries
from contest.attempts.extra_models import Extra, TextMark, Truth
from contest.attempts.models import Answer, Attempt, Mark
from contest.contests.models import Round
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Account
from contest.rules.extra_answers import TEXT_MARK

AT_ONCE = 20


def list_truths(round_: Round, extra: Extra) -> list[Truth]:
    """All versions, the newest first: that one counts, or the newest of each audience."""
    query = (
        select(Truth)
        .where(Truth.round_id == round_.id, Truth.extra == extra)
        .order_by(Truth.version.desc(), Truth.id.desc())
        .options(joinedload(Truth.found_by), joinedload(Truth.contest_audience))
    )
    return list(db.session.scalars(query))


def newest_truths(
    round_: Round, extra: Extra, at: datetime | None = None
) -> dict[int | None, Truth]:
    """The versions that count, or counted then, by audience; None: of all audiences alike."""
    known = [each for each in list_truths(round_, extra) if at is None or each.found_at <= at]
    return {each.contest_audience_id: each for each in reversed(known)}


def find_truth(
    round_: Round, extra: Extra, audience_id: int | None = None, at: datetime | None = None
) -> Truth | None:
    """The version that counts, or counted then, for the audience, or for all."""
    found = newest_truths(round_, extra, at)
    return found.get(audience_id) or found.get(None)


def newest_points(round_: Round, attempt_id: int | None = None) -> dict[int, list[int]]:
    """What each judge gave last, by attempt, in hundredths."""
    newest = (
        select(func.max(TextMark.id))
        .where(TextMark.round_id == round_.id)
        .group_by(TextMark.attempt_id, TextMark.judge_id)
    )
    if attempt_id is not None:
        newest = newest.where(TextMark.attempt_id == attempt_id)
    query = select(TextMark.attempt_id, TextMark.points).where(TextMark.id.in_(newest))
    found: dict[int, list[int]] = {}
    for of_attempt, points in db.session.execute(query):
        found.setdefault(of_attempt, []).append(points)
    return found


def text_of(attempt: Attempt) -> str:
    """The text that counts; "" where there is none."""
    answers = queries.current_answers(attempt)
    return attempt.round.extras.text(answers, len(attempt.drawn.items))


class Progress(NamedTuple):
    """How many attempts have a text, and how many of these the judge has marked."""

    texts: int
    marked: int


def _has_text(round_: Round) -> ColumnElement[bool]:
    """An attempt that was handed in and to which a text was saved; it may have been taken back."""
    return (
        (Attempt.round_id == round_.id)
        & Attempt.handed_in_ms.is_not(None)
        & select(Answer.number)
        .where(
            Answer.round_id == Attempt.round_id,
            Answer.attempt_id == Attempt.id,
            Answer.position == Attempt.question_count,
            Answer.choice.startswith(TEXT_MARK),
        )
        .exists()
    )


def _marked_by(judge: Account) -> ColumnElement[bool]:
    return (
        select(TextMark.id)
        .where(
            TextMark.round_id == Attempt.round_id,
            TextMark.attempt_id == Attempt.id,
            TextMark.judge_id == judge.id,
        )
        .exists()
    )


def progress(round_: Round, judge: Account) -> Progress:
    whole = select(func.count()).select_from(Attempt).where(_has_text(round_))
    texts = db.session.scalar(whole) or 0
    return Progress(texts, db.session.scalar(whole.where(_marked_by(judge))) or 0)


def next_unmarked(round_: Round, judge: Account) -> Attempt | None:
    """The next attempt whose text this judge has not marked.

    Those with the best marks come first, since a text decides between equals at the top; among
    equals by chance, which the public id is.
    """
    of_mark = (
        (Mark.round_id == Attempt.round_id)
        & (Mark.attempt_id == Attempt.id)
        & (Mark.key_version == round_.key_version)
    )
    query = (
        select(Attempt)
        .outerjoin(Mark, of_mark)
        .where(_has_text(round_), ~_marked_by(judge))
        .order_by(func.coalesce(Mark.points, 0).desc(), Attempt.public_id)
    )
    for skipped in count(0, AT_ONCE):
        some = list(db.session.scalars(query.offset(skipped).limit(AT_ONCE)))
        for each in some:
            if text_of(each):
                return each
        if len(some) < AT_ONCE:
            break
    return None


def get_text(round_: Round, public_id: str) -> Attempt:
    """An attempt of the round that has a text.  Raises NotFound."""
    found = db.session.scalar(
        select(Attempt).where(_has_text(round_), Attempt.public_id == public_id)
    )
    if found is None or not text_of(found):
        raise NotFound
    return found


def list_marked(round_: Round, judge: Account) -> list[tuple[str, TextMark]]:
    """The judge's marks that count, by attempt's public id, the newest first."""
    newest = (
        select(func.max(TextMark.id))
        .where(TextMark.round_id == round_.id, TextMark.judge_id == judge.id)
        .group_by(TextMark.attempt_id)
    )
    query = (
        select(Attempt.public_id, TextMark)
        .join(
            TextMark,
            (TextMark.round_id == Attempt.round_id) & (TextMark.attempt_id == Attempt.id),
        )
        .where(TextMark.id.in_(newest))
        .order_by(TextMark.id.desc())
    )
    return [(public_id, mark) for public_id, mark in db.session.execute(query)]
