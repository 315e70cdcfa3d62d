"""What holds when extra time is given while people start, save and hand in."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from contest.attempts import care_service, queries, reopening_service, running_queries, service
from contest.attempts.care_models import ExtraTime
from contest.attempts.models import Answer, Attempt, Mark
from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.hosts.models import Account
from contest.rules.answers import SavedAnswer, current
from contest.rules.care import Extra
from contest.rules.disclosure import Shown
from contest.rules.scoring import score
from tests.contest.attempts.factories import Sitting, answer, make_device
from tests.contest.attempts.test_races import SAVERS, Rush, at_once, round_of
from tests.contest.contests.factories import build_entry, build_person, make_entry
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.slow
TWENTY_MS, FIVE_MS = 20 * 60_000, 5 * 60_000
LATER = NOON + timedelta(minutes=1)
STARTERS, ATTEMPTS, GIFTS = 24, 120, 20


def give(app, round_id, account_id, now=LATER):
    """As the page does: the round is locked first."""
    with app.app_context():
        begin_writing()
        found = db.session.get_one(Round, round_id)
        running_queries.lock_rounds(found.contest)
        audience = found.contest.audiences[0]
        asked = Extra(care_service.whom_of(audience), FIVE_MS, "Mất điện")
        care_service.give(found, audience, asked, db.session.get_one(Account, account_id), now)
        db.session.commit()
        db.session.remove()


def test_whoever_starts_while_time_is_given_has_it_once(own_database):
    with round_of(own_database) as round_:
        contest_id, round_id = round_.contest.public_id, round_.id
        people = [make_entry(round_.contest).person for _ in range(STARTERS)]
        hashes = [make_device(each).token_hash for each in people]
        account_id = make_account().id

    def start_one(token_hash):
        with own_database.app_context():
            begin_writing()
            device, entry, found = queries.find_start(token_hash, contest_id, 1) or (None,) * 3
            service.start(found, entry, device, LATER, token_hash[-20:], int(token_hash))
            db.session.commit()
            db.session.remove()

    works = [lambda each=each: start_one(each) for each in hashes]
    half = STARTERS // 2
    at_once([*works[:half], lambda: give(own_database, round_id, account_id), *works[half:]])
    with own_database.app_context():
        attempts = list(db.session.scalars(select(Attempt)))
        spans = {each.deadline_ms - each.started_ms for each in attempts}
        assert (len(attempts), spans) == (STARTERS, {TWENTY_MS + FIVE_MS})


@pytest.fixture
def rushes(own_database):
    with round_of(own_database, pool=12, asked=10, shown=Shown.AFTER_PUBLICATION) as round_:
        people = [build_person(round_.contest.host) for _ in range(ATTEMPTS)]
        entries = [build_entry(round_.contest, each) for each in people]
        db.session.add_all(entries)
        db.session.commit()
        with db.session.no_autoflush:
            attempts = [
                service.start(round_, each, None, NOON, f"rush-{number}", number)
                for number, each in enumerate(entries)
            ]
        db.session.commit()
        return [Rush(Sitting.of(each)) for each in attempts], round_.id, make_account().id


def check_marks(rushes):
    """Every acknowledged answer is stored, and the marks are those of the stored answers."""
    columns = (Answer.attempt_id, Answer.sitting, Answer.number, Answer.position, Answer.choice)
    stored: dict[int, set[SavedAnswer]] = {}
    for attempt_id, *saved in db.session.execute(select(*columns)):
        stored.setdefault(attempt_id, set()).add(SavedAnswer(*saved))
    marks = {each.attempt_id: each for each in db.session.scalars(select(Mark))}
    for rush in rushes:
        known = rush.sitting.handing
        assert stored[known.attempt_id] == rush.acknowledged
        expected = score(known.paper, current(rush.acknowledged), known.keys)
        mark = marks[known.attempt_id]
        assert mark.right_count == expected.right_count
        assert mark.answered_count == expected.answered_count


def test_time_given_while_others_save_and_hand_in_loses_nothing(own_database, rushes):
    found, round_id, account_id = rushes
    begun = [threading.Event() for _ in found]

    def hand_in_each():
        for rush, began in zip(found, begun, strict=True):
            began.wait(60)
            rush.endings.append(rush.sitting.hand_in())

    def save_each(saver):
        for rush, began in zip(found, begun, strict=True):
            rush.save_until_over(saver, began)

    def give_again():
        for _ in range(GIFTS):
            give(own_database, round_id, account_id)

    savers = [lambda saver=saver: save_each(saver) for saver in range(SAVERS)]
    at_once([hand_in_each, give_again, *savers])
    with own_database.app_context():
        check_marks(found)
        moved = db.session.scalar(select(func.sum(Attempt.deadline_ms - Attempt.started_ms)))
        given = db.session.scalar(select(func.sum(ExtraTime.open_count)))
        assert moved == ATTEMPTS * TWENTY_MS + given * FIVE_MS
        assert 0 < given <= ATTEMPTS * GIFTS


def save_until_over(rush, saver, began):
    """As a page does: what was refused while it was opened again is sent under another number."""
    number = 1 + saver
    while True:
        sent = answer(number, 1 + number % 10, "ABCD"[number % 4])
        result = rush.sitting.save(sent)
        if result.saved:
            saved = SavedAnswer(1, sent.number, sent.position, sent.choice)
            rush.acknowledged.add(saved)
        began.set()
        if "attempt-over" in result.refused.values():
            return
        number += SAVERS


def test_an_attempt_opened_again_while_it_is_saved_into_loses_nothing(own_database, rushes):
    found, round_id, account_id = rushes
    few = found[:20]
    begun = [threading.Event() for _ in few]

    def reopen_each():
        """Hand in, open again, hand in: savers meet an attempt that is over now and then."""
        for rush, began in zip(few, begun, strict=True):
            began.wait(60)
            rush.sitting.hand_in()
            with own_database.app_context():
                begin_writing()
                running_queries.lock_rounds(db.session.get_one(Round, round_id).contest)
                key = (round_id, rush.sitting.handing.attempt_id)
                by = db.session.get_one(Account, account_id)
                now = NOON + timedelta(minutes=3)
                reopening_service.reopen(db.session.get_one(Attempt, key), 0, "Lỗi máy", by, now)
                db.session.commit()
                db.session.remove()
            rush.sitting.hand_in(at_ms=rush.sitting.times.started_ms + 4 * 60_000)

    def save_each(saver):
        for rush, began in zip(few, begun, strict=True):
            save_until_over(rush, saver, began)

    at_once([reopen_each, *[lambda saver=saver: save_each(saver) for saver in range(SAVERS)]])
    with own_database.app_context():
        check_marks(few)
        durations = set(db.session.scalars(select(Mark.duration_ms)))
        assert durations == {3 * 60_000}  # from two minutes to three it lay handed in
