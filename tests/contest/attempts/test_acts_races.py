"""What holds when a round is extended, annulled or resumed while people save and hand in."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from contest.attempts import running_queries, running_service, service
from contest.attempts.models import Answer, Attempt, Mark
from contest.attempts.running_service import Asked
from contest.clock import milliseconds
from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.hosts.models import Account
from contest.rules.answers import SavedAnswer, current
from contest.rules.official_file import OfficialDetails
from contest.rules.run_acts import RunKind
from contest.rules.scoring import score
from contest.rules.suspensions import OpenAttempts
from tests.contest.attempts.factories import Sitting, answer
from tests.contest.attempts.test_races import Rush, at_once, round_of
from tests.contest.attempts.test_running_races import chance
from tests.contest.contests.factories import build_entry, build_person
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.slow
MINUTE = timedelta(minutes=1)
MINUTE_MS = 60_000
PEOPLE, SAVERS, TURNS, QUESTIONS = 40, 4, 12, 10
PAPER = OfficialDetails("12/QĐ-BTC", date(2030, 5, 1), "Trưởng ban")
# Each starts at noon, is cut ten minutes later, and saves and hands in two minutes after noon.
CUT, SAVED = NOON + 10 * MINUTE, milliseconds(NOON) + 2 * MINUTE_MS
ACTS = {
    RunKind.EXTEND: (MINUTE, {"to_at": NOON + 15 * MINUTE}),
    RunKind.ANNUL: (MINUTE, {}),
    RunKind.RESUME: (4 * MINUTE, {}),
}


def act(app, round_id, account_id, kind, after, **given):
    with app.app_context():
        begin_writing()
        found = db.session.get_one(Round, round_id)
        running_queries.lock_rounds(found.contest)
        asked = Asked(kind, "Mất điện", PAPER, "Mời xem thông báo", **given)
        by = db.session.get_one(Account, account_id)
        running_service.do(found.contest, found, asked, by, NOON + after, chance)
        db.session.commit()
        db.session.remove()


@pytest.fixture
def sat(own_database):
    """Attempts that are being sat, the round and somebody who may act upon it."""
    given = {"pool": 12, "asked": QUESTIONS, "closes_at": CUT}
    with round_of(own_database, **given) as round_:
        people = [build_person(round_.contest.host) for _ in range(PEOPLE)]
        entries = [build_entry(round_.contest, each) for each in people]
        db.session.add_all(entries)
        db.session.commit()
        attempts = [
            service.start(round_, each, None, NOON, f"rush-{number}", number)
            for number, each in enumerate(entries)
        ]
        db.session.commit()
        return [Rush(Sitting.of(each)) for each in attempts], round_.id, make_account().id


def save_in_turns(rushes, saver, half_way):
    """Save into each attempt again and again; what is acknowledged is noted."""
    for turn in range(TURNS):
        if turn == TURNS // 2:
            half_way.set()
        for rush in rushes:
            number = 1 + saver + SAVERS * turn
            sent = answer(number, 1 + number % QUESTIONS, "ABCD"[number % 4])
            if rush.sitting.save(sent, at_ms=SAVED).saved:
                kept = SavedAnswer(1, sent.number, sent.position, sent.choice)
                rush.acknowledged.add(kept)


@pytest.mark.parametrize("kind", ACTS)
def test_no_acknowledged_answer_is_lost_and_each_deadline_is_the_acts_or_the_old_one(
    own_database, sat, kind
):
    rushes, round_id, account_id = sat
    after, given = ACTS[kind]
    if kind is RunKind.RESUME:
        fate = {"fate": OpenAttempts.STOPPED_CLOCK}
        act(own_database, round_id, account_id, RunKind.SUSPEND, MINUTE, **fate)
    half_way = threading.Event()

    def do_it():
        half_way.wait(60)
        act(own_database, round_id, account_id, kind, after, **given)

    def hand_in_half():
        half_way.wait(60)
        for rush in rushes[::2]:
            rush.sitting.hand_in(at_ms=SAVED)

    savers = [lambda saver=saver: save_in_turns(rushes, saver, half_way) for saver in range(SAVERS)]
    at_once([do_it, hand_in_half, *savers])
    with own_database.app_context():
        check_answers(rushes)
        handed_in, running = spans(rushes)
        assert running == {SPANS[kind]}
        assert handed_in <= {SPANS[kind], *BEFORE[kind]}


# How long an attempt may take after the act; and before it, for those handed in by then.
SPANS = {
    RunKind.EXTEND: 15 * MINUTE_MS,
    RunKind.ANNUL: MINUTE_MS,
    RunKind.RESUME: 13 * MINUTE_MS,
}
BEFORE = {RunKind.EXTEND: {10 * MINUTE_MS}, RunKind.ANNUL: {10 * MINUTE_MS}, RunKind.RESUME: set()}


def spans(rushes):
    """How long the attempts that were handed in, and the others, may take."""
    found = {each.id: each for each in db.session.scalars(select(Attempt))}
    both: tuple[set[int], set[int]] = set(), set()
    for number, rush in enumerate(rushes):
        attempt = found[rush.sitting.handing.attempt_id]
        both[number % 2].add(attempt.deadline_ms - attempt.started_ms)
    return both


def check_answers(rushes):
    columns = (Answer.attempt_id, Answer.sitting, Answer.number, Answer.position, Answer.choice)
    stored: dict[int, set[SavedAnswer]] = {}
    for attempt_id, *saved in db.session.execute(select(*columns)):
        stored.setdefault(attempt_id, set()).add(SavedAnswer(*saved))
    marks = {each.attempt_id: each for each in db.session.scalars(select(Mark))}
    for number, rush in enumerate(rushes):
        known = rush.sitting.handing
        assert stored[known.attempt_id] == rush.acknowledged
        if number % 2 == 0:
            expected = score(known.paper, current(rush.acknowledged), known.keys)
            assert marks[known.attempt_id].right_count == expected.right_count
