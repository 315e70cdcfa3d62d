"""Whether something of a round may be shown to somebody now: the table of the rules, asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from contest.bank.models import QuestionVersion
from contest.clock import instant, milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests import way_queries as ways
from contest.contests.extra_queries import withheld_figures
from contest.contests.models import Contest, PoolQuestion, Round
from contest.db import db
from contest.rules import disclosure as rules
from contest.rules.disclosure import (
    Conflict,
    Settings,
    Span,
    What,
    When,
    Whom,
    allowed,
    conflicts,
    decode_opens,
    figures_as_of,
    settings_with,
)
from contest.rules.result_way import State
from contest.rules.roles import Role

EYES = {
    Role.JUDGE: Whom.JUDGE,
    Role.ORGANISER: Whom.ORGANISER,
    Role.SECRETARY: Whom.SECRETARY,
    Role.CONTACT: Whom.CONTACT,
    Role.OBSERVER: Whom.LEADER,
}
"""As whom somebody of the staff looks at a round."""

PREDICTABLE = frozenset({What.TOTALS, What.UNIT_TABLE, What.NUMBERS})
"""What tells the figures by which a prediction's truth is computed."""


RESULTS = frozenset({What.TOTALS, What.UNIT_TABLE, What.NUMBERS, What.WINNERS})
"""What makes a public page of a round's results."""


def settings_of(round_: Round) -> Settings:
    """What the regulation opens of the round."""
    stored = round_.contest.disclosure
    return settings_with(round_.shown, None if stored is None else decode_opens(stored))


def when(
    round_: Round, audience_id: int | None, now: datetime, *, attempt_over: bool = True
) -> When:
    """How far the audience's result is, and what still runs; None: the round as a whole.

    Whether another round may still ask a question is asked of each question by itself: see
    papers_queries.still_drawn and ``still_asked``.
    """
    return When(
        ways.state_of(round_, audience_id, now),
        attempt_over=attempt_over,
        may_be_sat=not ways.is_over(round_, now),
        predicted=_predicted(round_, now),
    )


BOARD = RESULTS
"""What a frozen board shows as it stood."""


def board_time(round_: Round, audience_id: int | None, whom: Whom, now: datetime) -> datetime:
    """The instant as of which somebody is shown the round's board: now, unless it is frozen."""
    if round_.frozen_at is None:
        return now
    state, frozen_ms = ways.state_of(round_, audience_id, now), milliseconds(round_.frozen_at)
    return instant(figures_as_of(whom, state, milliseconds(now), frozen_ms))


def when_shown(round_: Round, audience_id: int | None, whom: Whom, now: datetime) -> When:
    """How far the audience's result was when the board that somebody is shown stood still.

    What would tell a prediction's truth is kept back if it would have been then, or would now.
    """
    found, at = when(round_, audience_id, now), board_time(round_, audience_id, whom, now)
    if at == now:
        return found
    state, predicted = ways.state_of(round_, audience_id, at), _predicted(round_, at)
    return replace(found, state=state, predicted=found.predicted | predicted)


def _seen(whom: Whom, round_: Round, audience_id: int | None, now: datetime) -> frozenset[What]:
    at, settings = when(round_, audience_id, now), settings_of(round_)
    shown = at if round_.frozen_at is None else when_shown(round_, audience_id, whom, now)
    return frozenset(
        what for what in What if allowed(what, whom, shown if what in BOARD else at, settings)
    )


def may_see(what: What, whom: Whom, round_: Round, audience_id: int | None, now: datetime) -> bool:
    """Whether that person may be shown it now."""
    return allowed(what, whom, when(round_, audience_id, now), settings_of(round_))


def may_see_own_place(round_: Round, audience_id: int, now: datetime) -> bool:
    """Whether an entrant of the audience may be shown where they stand now."""
    return rules.may_see_own_place(when(round_, audience_id, now), settings_of(round_))


def seen_by(
    roles: Iterable[Role], round_: Round, audience_id: int | None, now: datetime
) -> frozenset[What]:
    """All that somebody of the staff with these roles may be shown of the round now."""
    eyes = {EYES[each] for each in roles if each in EYES}
    return frozenset().union(*(_seen(whom, round_, audience_id, now) for whom in eyes))


def seen_by_all(round_: Round, audience_id: int | None, now: datetime) -> frozenset[What]:
    """All that is public of the round now."""
    return _seen(Whom.PUBLIC, round_, audience_id, now)


def seen_anywhere(round_: Round, now: datetime) -> frozenset[What]:
    """All that is public of the round, or of some audience of it, now."""
    found = [seen_by_all(round_, each, now) for each in ways.audience_ids(round_)]
    return frozenset().union(*found)


def _predicted(round_: Round, now: datetime) -> frozenset[What]:
    """What would let the truth of a prediction be computed that somebody may still make."""
    return PREDICTABLE if withheld_figures(round_, now) else frozenset()


def conflicts_of(contest: Contest, opens: dict[What, State | None]) -> list[Conflict]:
    """Where ``opens`` promises answers for a round's closing and another still asks the same.

    What the regulation leaves as the round has it is promised to nobody: each question waits.
    """
    found: list[Conflict] = []
    for round_ in contest.rounds:
        others = [_span(each) for each in _sharing(round_)]
        found += conflicts(settings_with(round_.shown, opens), _span(round_), others)
    return list(dict.fromkeys(each for each in found if each.what in opens))


def _span(round_: Round) -> Span:
    return Span(round_.id, calendars.last_answer(round_), _questions(round_))


def _questions(round_: Round) -> frozenset[int]:
    query = (
        select(QuestionVersion.question_id)
        .join(PoolQuestion, PoolQuestion.version_id == QuestionVersion.id)
        .where(PoolQuestion.round_id == round_.id)
    )
    return frozenset(db.session.scalars(query))


def _sharing(round_: Round) -> list[Round]:
    """Other rounds, of whichever contest, that close later and draw from the same questions."""
    asking = (
        select(PoolQuestion.round_id)
        .join(QuestionVersion, QuestionVersion.id == PoolQuestion.version_id)
        .where(QuestionVersion.question_id.in_(_questions(round_)))
    )
    query = select(Round).where(
        Round.id.in_(asking), Round.id != round_.id, Round.closes_at > round_.closes_at
    )
    return list(db.session.scalars(query.order_by(Round.id)))


def still_asked(question_ids: Iterable[int], round_: Round, now: datetime) -> frozenset[int]:
    """Those of the questions that another round may still ask."""
    query = (
        select(QuestionVersion.question_id, PoolQuestion.round_id)
        .join(PoolQuestion, PoolQuestion.version_id == QuestionVersion.id)
        .where(
            QuestionVersion.question_id.in_(list(question_ids)), PoolQuestion.round_id != round_.id
        )
        .distinct()
    )
    pairs = [(question_id, round_id) for question_id, round_id in db.session.execute(query)]
    over = calendars.are_over({round_id for _, round_id in pairs}, now)
    return frozenset(question_id for question_id, round_id in pairs if not over[round_id])
