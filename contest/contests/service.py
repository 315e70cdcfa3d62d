"""What can be done to contests, their audiences, rounds and blueprints.  Callers commit."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from contest.bank.models import Audience
from contest.clock import milliseconds
from contest.contests.condition_service import copy_conditions
from contest.contests.models import (
    Ask,
    BirthAsk,
    BlueprintLine,
    Contest,
    ContestAudience,
    ContestState,
    Headcount,
    Round,
)
from contest.db import db
from contest.errors import HeadcountsFixed, RoundFixed
from contest.hosts.models import Host
from contest.rules.disclosure import Shown
from contest.rules.prediction import Target
from contest.rules.ranking import Counting, Equals, Scheme, encode
from contest.units.models import Unit
from questions.model import Difficulty

SECRET_BYTES = 32
Cell = tuple[int, Difficulty]  # a topic's id and a difficulty


@dataclass(frozen=True, slots=True)
class ContestDetails:
    """What an organiser writes down about a contest."""

    title: str
    summary: str = ""
    regulation: str = ""
    consent_wording: str = ""
    asks_birth: BirthAsk = BirthAsk.YEAR
    asks_phone: Ask = Ask.OPTIONAL
    asks_citizen_number: Ask = Ask.NO
    asks_residence: Ask = Ask.REQUIRED
    asks_unit: Ask = Ask.OPTIONAL
    asks_group: Ask = Ask.NO
    asks_grade: Ask = Ask.NO
    asks_citizenship: Ask = Ask.NO
    bodies: list[str] = field(default_factory=list)
    people_per_phone: int | None = 1
    grace_seconds: int = 10
    attempts_allowed: int | None = None
    registers_from_at: datetime | None = None
    registers_to_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RoundDetails:
    """What an organiser writes down about a round; None attempts: as often as one likes."""

    title: str
    opens_at: datetime
    closes_at: datetime
    minutes: int = 20
    # [[opens_ms, closes_ms], …] where there are gaps, in order.
    stretches: tuple[tuple[int, int], ...] = ()
    daily_from: int | None = None
    daily_to: int | None = None
    cuts_at_closing: bool = True
    attempts_allowed: int | None = 1
    attempts_a_day: int | None = None
    attempts_a_week: int | None = None
    must_answer_all: bool = False
    void_uses_chance: bool = True
    counting: Counting = Counting.BEST
    equals: Equals = Equals.SCHEME
    shuffles_questions: bool = True
    shuffles_options: bool = True
    shown: Shown = Shown.AFTER_CLOSING
    prediction_target: Target | None = None
    prediction_text: str = ""
    # contest.rules.extra.Definition, encoded; the most points of the text in hundredths.
    prediction_counts: dict[str, Any] | None = None
    fact_text: str = ""
    text_question: str = ""
    text_points: int | None = None


def create_contest(host: Host, public_id: str, details: ContestDetails, now: datetime) -> Contest:
    """A new contest of the host, which nobody else sees yet."""
    return Contest(
        public_id=public_id,
        host=host,
        state=ContestState.DRAFT,
        consent_version=1,
        created_at=now,
        **asdict(details),
    )


def edit_contest(contest: Contest, details: ContestDetails) -> None:
    """Change what is written down; another wording of the consent is a new version of it.

    Raises RoundFixed for another grace when a round is pinned.
    """
    if details.grace_seconds != contest.grace_seconds:
        _require_nothing_pinned(contest)
    if details.consent_wording != contest.consent_wording and contest.published_at is not None:
        contest.consent_version += 1
    for name, value in asdict(details).items():
        setattr(contest, name, value)


def add_audience(
    contest: Contest, audience: Audience, title: str, scheme: Scheme
) -> ContestAudience:
    """Let an audience of the host take part.  Raises RoundFixed when a round is pinned."""
    _require_nothing_pinned(contest)
    position = max((each.position for each in contest.audiences), default=0) + 1
    added = ContestAudience(
        audience=audience, title=title, position=position, scheme=encode(scheme)
    )
    contest.audiences.append(added)
    return added


def edit_audience(contest_audience: ContestAudience, title: str, scheme: Scheme) -> None:
    """Change title and ranking.  Raises RoundFixed for another ranking when a round is pinned."""
    if scheme != contest_audience.ranking:
        _require_nothing_pinned(contest_audience.contest)
    contest_audience.title = title
    contest_audience.scheme = encode(scheme)


def remove_audience(contest_audience: ContestAudience) -> None:
    """Take an audience out, with its blueprints and headcounts.

    Raises RoundFixed when a round is pinned.
    """
    contest = contest_audience.contest
    _require_nothing_pinned(contest)
    for round_ in contest.rounds:
        kept = [each for each in round_.blueprint if each.contest_audience is not contest_audience]
        round_.blueprint[:] = kept
    of_audience = Headcount.contest_audience_id == contest_audience.id
    db.session.execute(delete(Headcount).where(of_audience))
    contest.audiences.remove(contest_audience)


def _require_nothing_pinned(contest: Contest) -> None:
    if any(each.pinned_at for each in contest.rounds):
        raise RoundFixed


def add_round(contest: Contest, details: RoundDetails, secret: bytes) -> Round:
    """One more round; its papers are drawn by the secret, of which everyone may see the SHA-256."""
    added = Round(
        number=max((each.number for each in contest.rounds), default=0) + 1,
        secret=secret,
        secret_commitment=hashlib.sha256(secret).hexdigest(),
        **asdict(details),
    )
    contest.rounds.append(added)
    return added


def edit_round(round_: Round, details: RoundDetails, now: datetime) -> None:
    """Change a round; once it is pinned only its title, and until its opening a later closing.

    From the opening on it is extended by a decision: contest.contests.running_service.  Raises
    RoundFixed for any other change of a pinned round.
    """
    if round_.pinned_at is not None:
        before = round_details(round_)
        is_longer = before.closes_at < details.closes_at and now < round_.opens_at
        closes_at = details.closes_at if is_longer else before.closes_at
        if details != replace(closing_at(before, closes_at), title=details.title):
            raise RoundFixed
    write_round(round_, details)


def closing_at(details: RoundDetails, closes_at: datetime) -> RoundDetails:
    """The same round with another closing: that of its last stretch."""
    stretches = details.stretches
    if stretches:
        last = (stretches[-1][0], milliseconds(closes_at))
        stretches = (*stretches[:-1], last)
    return replace(details, closes_at=closes_at, stretches=stretches)


def later(details: RoundDetails, shift: timedelta) -> RoundDetails:
    """The same round so much later, or earlier."""
    by_ms = shift // timedelta(milliseconds=1)
    return replace(
        details,
        opens_at=details.opens_at + shift,
        closes_at=details.closes_at + shift,
        stretches=tuple((opens + by_ms, closes + by_ms) for opens, closes in details.stretches),
    )


def round_details(round_: Round) -> RoundDetails:
    """What is written down about the round now."""
    given = {name: getattr(round_, name) for name in RoundDetails.__annotations__}
    given["stretches"] = tuple((opens, closes) for opens, closes in round_.stretches or [])
    return RoundDetails(**given)


def write_round(round_: Round, details: RoundDetails) -> None:
    """Let the round be as it is written down, whatever it was."""
    for name, value in asdict(details).items():
        setattr(round_, name, value)


def contest_details(contest: Contest) -> ContestDetails:
    """What is written down about the contest now."""
    names = ContestDetails.__annotations__
    return ContestDetails(**{name: getattr(contest, name) for name in names})


def remove_round(round_: Round) -> None:
    """Take a round out, with its blueprints and headcounts.  Raises RoundFixed when pinned."""
    if round_.pinned_at is not None:
        raise RoundFixed
    db.session.execute(delete(Headcount).where(Headcount.round_id == round_.id))
    round_.contest.rounds.remove(round_)


def set_blueprint(
    round_: Round, contest_audience: ContestAudience, counts: Mapping[Cell, int]
) -> None:
    """How many questions of each topic and difficulty a paper of the audience has.

    Raises RoundFixed once the round is pinned.
    """
    if round_.pinned_at is not None:
        raise RoundFixed
    lines = {
        (each.topic_id, each.difficulty): each
        for each in round_.blueprint
        if each.contest_audience is contest_audience
    }
    for cell, count in counts.items():
        if cell in lines and count:
            lines[cell].count = count
        elif count:
            topic_id, difficulty = cell
            line = BlueprintLine(topic_id=topic_id, difficulty=difficulty, count=count)
            line.contest_audience = contest_audience
            round_.blueprint.append(line)
    for cell, line in lines.items():
        if not counts.get(cell):
            round_.blueprint.remove(line)


def set_headcounts(
    round_: Round,
    contest_audience: ContestAudience | None,
    stated: list[Headcount],
    counts: Mapping[Unit, int | None],
    now: datetime,
) -> int:
    """State how many people units have: of an audience, or of all together; None takes it back.

    ``stated`` are the round's headcounts so far; units that ``counts`` does not name keep theirs.
    Returns how many changed.  Raises HeadcountsFixed once the round has opened.
    """
    if now >= round_.opens_at:
        raise HeadcountsFixed
    audience_id = contest_audience.id if contest_audience else None
    known = {each.unit_id: each for each in stated if each.contest_audience_id == audience_id}
    changed = 0
    for unit, count in counts.items():
        before = known.get(unit.id)
        if (before.count if before else None) == count:
            continue
        changed += 1
        if before is None:
            db.session.add(
                Headcount(
                    round_id=round_.id,
                    contest_audience_id=audience_id,
                    unit_id=unit.id,
                    count=count,
                )
            )
        elif count is None:
            db.session.delete(before)
        else:
            before.count = count
    return changed


def clone(
    contest: Contest,
    public_id: str,
    title: str,
    now: datetime,
    chance: Callable[[int], bytes],
    shift_days: int = 0,
) -> Contest:
    """A draft with all that was written down, each round so many days later.

    Entries, pins, headcounts and secrets are the old contest's alone; ``chance`` gives new secrets.
    """
    copy = create_contest(contest.host, public_id, contest_details(contest), now)
    copy.title = title
    copies = {
        each.id: add_audience(copy, each.audience, each.title, each.ranking)
        for each in contest.audiences
    }
    copy_conditions(contest, copy)
    shift = timedelta(days=shift_days)
    for round_ in contest.rounds:
        if round_.annulled_at is None:
            added = add_round(copy, later(round_details(round_), shift), chance(SECRET_BYTES))
            copy_blueprint(round_, added, copies)
    return copy


def copy_blueprint(round_: Round, added: Round, audiences: Mapping[int, ContestAudience]) -> None:
    """Let papers of another round ask the same; ``audiences`` are its own, by this one's ids."""
    for line in round_.blueprint:
        copied = BlueprintLine(topic_id=line.topic_id, difficulty=line.difficulty, count=line.count)
        copied.contest_audience = audiences[line.contest_audience_id]
        added.blueprint.append(copied)
