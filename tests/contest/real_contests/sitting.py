"""How made-up people sit their papers, and which starts are refused by which rule."""

from collections.abc import Mapping
from datetime import timedelta

from contest.attempts import service
from contest.attempts.handing_service import hand_in
from contest.attempts.models import Attempt
from contest.attempts.saving_service import PageToken
from contest.clock import milliseconds
from contest.contests.models import Entry, Round
from contest.db import db
from contest.errors import AttemptsUsedUp
from contest.rules.drawing import LETTERS, Paper
from contest.rules.timing import StartRefused
from tests.contest.factories import serial
from tests.contest.real_contests.description import Entrant, Sat
from tests.contest.real_contests.making import RIGHT, Stage


def sit(stage: Stage, entered: Mapping[str, Entry]) -> dict[tuple[str, str], str]:
    """Everybody's attempts in the order of time; of each the rule that refused it, or ""."""
    planned = [(sat, each) for each in stage.described.entrants for sat in each.sat]
    found = {}
    for sat, each in sorted(planned, key=lambda pair: pair[0].at):
        if each.name in entered:
            found[_key(sat, each)] = _sit(stage, entered[each.name], sat)
    return found


def expected_refusals(entrants: tuple[Entrant, ...]) -> dict[tuple[str, str], str]:
    """What the table says of the same attempts."""
    return {
        _key(sat, each): sat.refused for each in entrants if not each.refused for sat in each.sat
    }


def _key(sat: Sat, entrant: Entrant) -> tuple[str, str]:
    return entrant.name, f"{sat.at:%d/%m %H:%M}"


def _sit(stage: Stage, entry: Entry, sat: Sat) -> str:
    try:
        attempt = _start(_round_at(stage, sat), entry, sat)
    except AttemptsUsedUp as refused:
        reached = refused.details["reached"]
        return f"{reached.limit.count} a {reached.limit.per}"  # type: ignore[attr-defined]  # details are objects
    except StartRefused as refused:
        return refused.code
    _hand_in(attempt, sat, stage.described.asked)
    return ""


def _round_at(stage: Stage, sat: Sat) -> Round:
    """The round that runs then, or the one that came last before."""
    begun = [each for each in stage.contest.rounds if each.opens_at <= sat.at]
    return begun[-1] if begun else stage.contest.rounds[0]


def _start(round_: Round, entry: Entry, sat: Sat) -> Attempt:
    number = serial()
    attempt = service.start(round_, entry, None, sat.at, f"attempt-{number}", number)
    db.session.flush()
    return attempt


def _hand_in(attempt: Attempt, sat: Sat, asked: int) -> None:
    """By the page's own form: what it holds is saved with the hand-in."""
    token = PageToken(attempt.round_id, attempt.id, attempt.person_id, 1)
    now_ms = milliseconds(sat.at + timedelta(seconds=sat.seconds))
    handing = service.handing_of(attempt)
    chosen = _chosen(attempt.drawn, sat, asked)
    for position, text in (
        (handing.extras.guess_at(asked), sat.guess),
        (handing.extras.fact_at(asked), sat.fact),
    ):
        if position and text:
            chosen[position] = text
    hand_in(service.session_run(), handing, now_ms, token, chosen)
    db.session.expire(attempt)


def _chosen(paper: Paper, sat: Sat, asked: int) -> dict[int, str | None]:
    """The first questions rightly, the last ones left blank, those between wrongly."""
    return {
        position: _letter(paper, position, RIGHT if position <= sat.right else 0)
        for position in range(1, asked - sat.blank + 1)
    }


def _letter(paper: Paper, position: int, as_written: int) -> str:
    return LETTERS[paper.items[position - 1].order.index(as_written)]
