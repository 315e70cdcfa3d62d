"""Acts upon a running contest or round: what stands in the way, what they do.  Callers commit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contest.attempts import deadlines_service as deadlines
from contest.attempts import running_queries as queries
from contest.clock import VIETNAM, instant, milliseconds
from contest.contests import calendar_queries as calendars
from contest.contests import notice_service, official_service, regulation_service
from contest.contests import service as contests
from contest.contests import way_queries as ways
from contest.contests.models import Contest, ContestState, Round
from contest.contests.official_models import OfficialKind
from contest.contests.running_models import Intervention, RoundGroup
from contest.db import db
from contest.hosts.models import Account
from contest.rules import run_acts
from contest.rules.official_file import OfficialDetails
from contest.rules.official_paper import Paper
from contest.rules.result_way import Obstacle, State
from contest.rules.run_acts import Effect, RunAct, RunFacts, RunKind
from contest.rules.suspensions import (
    OpenAttempts,
    Suspension,
    encode,
    is_held,
)
from contest.rules.timing import AttemptTimes, Window
from contest.rules.windows import windows

OF_CONTEST = (RunKind.POSTPONE, RunKind.CALL_OFF)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an organiser asks for; ``round`` is None where the whole contest is meant.

    ``again`` are the opening and the closing of the round that is to stand in an annulled one's
    place; ``notice`` is told to everybody concerned.  An extension is for the round's general
    calendar, for the groups named, or for both.
    """

    kind: RunKind
    reason: str
    document: OfficialDetails
    notice: str
    to_at: datetime | None = None
    fate: OpenAttempts | None = None
    again: tuple[datetime, datetime] | None = None
    groups: tuple[int, ...] = ()
    is_for_general: bool = True


def act_of(asked: Asked, now: datetime) -> RunAct:
    given = asked.document
    paper = Paper(given.number, given.issued_on, given.signer, bool(given.content))
    to_ms = None if asked.to_at is None else milliseconds(asked.to_at)
    return RunAct(asked.kind, paper, asked.reason, milliseconds(now), to_ms, asked.fate)


def obstacles(
    contest: Contest, round_: Round | None, asked: Asked, now: datetime
) -> tuple[Obstacle, ...]:
    """All that stands in the way of the act; nothing when it can be done."""
    facts = _facts(contest, round_, now)
    if round_ is not None and asked.kind is RunKind.EXTEND:
        facts = replace(facts, window=_first_to_close(round_, asked))
    return run_acts.obstacles(act_of(asked, now), facts)


def _first_to_close(round_: Round, asked: Asked) -> Window:
    """Of the windows that are to be extended, the one that closes first."""
    found = [round_.calendar.whole] if asked.is_for_general else []
    found += [_window(each) for each in _chosen(round_, asked)]
    return min(found, key=lambda each: each.closes_ms, default=round_.calendar.whole)


def _chosen(round_: Round, asked: Asked) -> list[RoundGroup]:
    return [each for each in calendars.list_groups(round_) if each.id in asked.groups]


def _window(group: RoundGroup) -> Window:
    return Window(milliseconds(group.opens_at), milliseconds(group.closes_at))


def _facts(contest: Contest, round_: Round | None, now: datetime) -> RunFacts:
    rounds = [round_] if round_ else contest.rounds
    wholes = [each.calendar.whole for each in rounds]
    held = round_.calendar.suspension_at(milliseconds(now)) if round_ else None
    return RunFacts(
        today=now.astimezone(VIETNAM).date(),
        window=Window(min(w.opens_ms for w in wholes), max(w.closes_ms for w in wholes)),
        state=_state(contest, round_, now),
        suspended_since_ms=held.from_ms if held else None,
        starts=queries.count_starts(contest, round_),
    )


def _state(contest: Contest, round_: Round | None, now: datetime) -> State:
    """How far the result is: what is over may have shown its answers, and is not opened again."""
    if round_ is None:
        return State.ANNULLED if contest.state is ContestState.CALLED_OFF else State.OPEN
    if round_.annulled_at is not None:
        return State.ANNULLED
    reached = ways.furthest(round_)
    if reached is not None:
        return reached
    return State.PROVISIONAL if calendars.is_over(round_, now) else State.OPEN


def effects(
    contest: Contest, round_: Round | None, asked: Asked, now: datetime
) -> dict[Effect, int]:
    """What the act does to those who are sitting, by how many: shown before it is confirmed."""
    act = act_of(asked, now)
    rounds = [round_] if round_ else contest.rounds
    counts = dict.fromkeys(Effect, 0)
    for each in rounds:
        if asked.kind is RunKind.EXTEND and each.groups_close_at is not None:
            found = _longer(each, asked, now)
        else:
            running = queries.each_running(each, milliseconds(now))
            found = run_acts.effect_on_open_attempts(act, running, _moved(each, act))
        counts = {effect: counts[effect] + found.get(effect, 0) for effect in Effect}
    return counts


def _longer(round_: Round, asked: Asked, now: datetime) -> dict[Effect, int]:
    running = len(list(queries.each_running(round_, milliseconds(now))))
    longer = len(_more(round_, asked))
    return {Effect.LONGER: longer, Effect.UNCHANGED: running - longer}


def _more(round_: Round, asked: Asked) -> dict[int, int]:
    """How much longer the extension makes open attempts of a round with groups, by attempt."""
    if asked.to_at is None or not round_.cuts_at_closing:
        return {}
    to_ms, groups = milliseconds(asked.to_at), calendars.list_groups(round_)
    general = next(windows(round_.calendar, round_.calendar.last_closing_ms - 1))
    found = {}
    for attempt, entry in queries.list_open(round_):
        group = calendars.group_of(entry, groups)
        is_meant = asked.is_for_general if group is None else group.id in asked.groups
        window = general if group is None else _window(group)
        if is_meant and window.opens_ms <= attempt.started_ms < window.closes_ms < to_ms:
            later = run_acts.extended(attempt.times, window, round_.allowance, to_ms)
            found[attempt.id] = later.deadline_ms - attempt.deadline_ms
    return {attempt_id: more for attempt_id, more in found.items() if more}


def _moved(round_: Round, act: RunAct) -> Callable[[AttemptTimes], AttemptTimes]:
    """The times that an extension, or the end of a suspension, gives an attempt."""

    def resumed(times: AttemptTimes) -> AttemptTimes:
        """Later, by however long the clock stood still."""
        return times.due_at(times.deadline_ms + 1) if is_held(times.deadline_ms) else times

    def extended(times: AttemptTimes) -> AttemptTimes:
        window = round_.calendar.whole
        if act.to_ms is None or not window.opens_ms <= times.started_ms < window.closes_ms:
            return times
        return run_acts.extended(times, window, round_.allowance, act.to_ms)

    return resumed if act.kind is RunKind.RESUME else extended


def do(
    contest: Contest,
    round_: Round | None,
    asked: Asked,
    by: Account,
    now: datetime,
    chance: Callable[[int], bytes],
) -> Intervention:
    """Do it, keep it with its decision, and tell everybody concerned.

    The rounds must be locked (``running_queries.lock_rounds``) and nothing may stand in the way.
    ``chance`` gives ids and the secret of a round that is run again.
    """
    counts = effects(contest, round_, asked, now)
    if round_ is None:
        _change_contest(contest, asked, now)
    else:
        _CHANGES[asked.kind](round_, asked, now)
    document = official_service.keep(
        contest, OfficialKind.DECISION, asked.document, chance(11).hex(), by, now
    )
    kept = Intervention(
        contest=contest,
        round=round_,
        kind=asked.kind,
        document=document,
        reason=asked.reason,
        details=_details(asked, counts),
        done_by=by,
        done_at=now,
    )
    db.session.add(kept)
    regulation_service.keep(contest, asked.reason, by, now, document)
    if round_ is not None and asked.again is not None:
        run_again(round_, asked.again, chance(contests.SECRET_BYTES))
    notice_service.tell(
        contest,
        asked.notice,
        chance(11).hex(),
        by,
        now,
        round_=round_,
        intervention_id=kept.id,
    )
    return kept


def _details(asked: Asked, counts: dict[Effect, int]) -> dict[str, object]:
    return {
        "to": asked.to_at.isoformat() if asked.to_at else None,
        "groups": list(asked.groups),
        "fate": asked.fate.value if asked.fate else None,
        "open_attempts": {effect.value: count for effect, count in counts.items() if count},
    }


def _change_contest(contest: Contest, asked: Asked, now: datetime) -> None:
    if asked.kind is RunKind.CALL_OFF:
        contest.state = ContestState.CALLED_OFF
        for each in contest.rounds:
            each.annulled_at = each.annulled_at or now
        return
    contest.state = ContestState.POSTPONED
    first = min(each.calendar.whole.opens_ms for each in contest.rounds)
    shift = (asked.to_at or now) - instant(first)
    for each in contest.rounds:
        contests.write_round(each, contests.later(contests.round_details(each), shift))
        _shift_groups(each, shift)


def _shift_groups(round_: Round, shift: timedelta) -> None:
    if round_.groups_close_at is None:
        return
    round_.groups_close_at += shift
    for each in calendars.list_groups(round_):
        each.opens_at, each.closes_at = each.opens_at + shift, each.closes_at + shift


def _extend(round_: Round, asked: Asked, _: datetime) -> None:
    if round_.groups_close_at is None:
        _extend_general(round_, asked)
        return
    deadlines.give_more(round_, _more(round_, asked))
    to_at = asked.to_at or round_.closes_at
    for each in _chosen(round_, asked):
        each.closes_at = max(each.closes_at, to_at)
        round_.groups_close_at = max(round_.groups_close_at, each.closes_at)
    if asked.is_for_general and to_at > round_.closes_at:
        details = contests.closing_at(contests.round_details(round_), to_at)
        contests.write_round(round_, details)


def _extend_general(round_: Round, asked: Asked) -> None:
    last = round_.calendar.last_closing_ms
    window = next(windows(round_.calendar, last - 1))
    details = contests.closing_at(contests.round_details(round_), asked.to_at or round_.closes_at)
    contests.write_round(round_, details)
    deadlines.extend(round_, window, next(windows(round_.calendar, last - 1)).closes_ms)


def _suspend(round_: Round, asked: Asked, now: datetime) -> None:
    from_ms, fate = milliseconds(now), asked.fate or OpenAttempts.RUN_ON
    to_ms = None if asked.to_at is None else milliseconds(asked.to_at)
    round_.suspensions = [*round_.suspensions, encode(Suspension(from_ms, to_ms, fate))]
    if fate is OpenAttempts.STOPPED_CLOCK:
        deadlines.hold(round_, from_ms)
        if to_ms is not None:  # its length is known, and so is every deadline
            deadlines.release(round_, from_ms, to_ms)
    elif fate is OpenAttempts.HANDED_IN:
        deadlines.close(round_, from_ms)


def _resume(round_: Round, _: Asked, now: datetime) -> None:
    *earlier, open_one = round_.stops
    ended = replace(open_one, to_ms=max(milliseconds(now), open_one.from_ms + 1))
    round_.suspensions = [encode(each) for each in (*earlier, ended)]
    if not ended.stops_clock or ended.to_ms is None:
        return
    if open_one.to_ms is None:
        deadlines.release(round_, ended.from_ms, ended.to_ms)
    else:
        deadlines.pull_back(round_, open_one.to_ms, ended.to_ms)


def _annul(round_: Round, _: Asked, now: datetime) -> None:
    round_.annulled_at = now
    deadlines.close(round_, milliseconds(now))


_CHANGES = {
    RunKind.EXTEND: _extend,
    RunKind.SUSPEND: _suspend,
    RunKind.RESUME: _resume,
    RunKind.ANNUL: _annul,
}


def run_again(round_: Round, again: tuple[datetime, datetime], secret: bytes) -> Round:
    """A new round in an annulled one's place, with the same rules and another secret."""
    opens_at, closes_at = again
    details = replace(
        contests.round_details(round_), opens_at=opens_at, closes_at=closes_at, stretches=()
    )
    added = contests.add_round(round_.contest, details, secret)
    added.replaces_id = round_.id
    contests.copy_blueprint(round_, added, {each.id: each for each in round_.contest.audiences})
    return added
