"""A hand-in that began under the older keys while newer ones were put in force."""

from datetime import timedelta

from contest.attempts import key_queries
from contest.attempts.correction_words import mark_in_force
from contest.attempts.models import Attempt
from contest.bank.models import QuestionVersion
from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.results import key_impact_service as job
from contest.results import key_service
from contest.rules.remarking import ChangeKind, KeyChange
from tests.contest.attempts.factories import Sitting, filling, make_attempt
from tests.contest.factories import NOON, make_account

LATER = NOON + timedelta(hours=1)


def run_job() -> None:
    while (work := job.prepare(LATER)) is not None:
        begin_writing()
        job.store(LATER, work)
        db.session.commit()


def put_in_force(sitting: Sitting) -> int:
    """Another key for the paper's first question; returned is the version."""
    round_ = db.session.get_one(Round, sitting.handing.round_id)
    asked = db.session.get_one(QuestionVersion, sitting.handing.paper.items[0].version_id)
    with filling():
        author, second = make_account(), make_account()
    begin_writing()
    change = KeyChange(ChangeKind.POINT_FOR_ALL)
    found = key_service.propose(round_, asked, change, "Đề in sai.", author, NOON)
    db.session.commit()
    run_job()
    begin_writing()
    key_service.publish(round_, found, second, LATER)
    db.session.commit()
    return found.version


def test_it_is_marked_under_both_and_the_newer_marks_count(open_round, at):
    app, round_id = open_round
    at(LATER)
    with app.app_context():
        with filling():
            sitting = Sitting.of(make_attempt(db.session.get(Round, round_id)))
        version = put_in_force(sitting)
        sitting.hand_in()  # it knows the keys that were in force when it was loaded
        db.session.rollback()  # and reads what is there now
        attempt = db.session.get_one(Attempt, (round_id, sitting.handing.attempt_id))
        assert mark_in_force(attempt).right_count == 0
        run_job()
        assert version in key_queries.marks_by_version(attempt)
        assert mark_in_force(attempt).right_count == 1
