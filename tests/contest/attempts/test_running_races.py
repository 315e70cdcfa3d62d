"""What holds when people start at the moment in which a round is suspended."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from contest.attempts import queries, running_queries, running_service, service
from contest.attempts.models import Attempt
from contest.attempts.running_service import Asked
from contest.clock import milliseconds
from contest.contests.models import Round
from contest.contests.official_service import OfficialDetails
from contest.db import begin_writing, db
from contest.hosts.models import Account
from contest.rules.run_acts import RunKind
from contest.rules.suspensions import OpenAttempts, is_held
from contest.rules.timing import StartRefused
from tests.contest.attempts.factories import make_device
from tests.contest.attempts.test_races import at_once, round_of
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.slow
STARTERS = 24
LATER = NOON + timedelta(minutes=1)
PAPER = OfficialDetails("12/QĐ-BTC", date(2030, 5, 1), "Trưởng ban")
ASKED = Asked(RunKind.SUSPEND, "Mất điện", PAPER, "Tạm dừng", fate=OpenAttempts.STOPPED_CLOCK)
numbers = iter(range(1, 1000))


def chance(count):
    return next(numbers).to_bytes(count, "big")


def test_whoever_starts_while_a_round_is_suspended_stands_still_or_is_refused(own_database):
    with round_of(own_database) as round_:
        contest_id, round_id = round_.contest.public_id, round_.id
        people = [make_entry(round_.contest).person for _ in range(STARTERS)]
        hashes = [make_device(each).token_hash for each in people]
        account_id = make_account().id
    refused: list[str] = []

    def start_one(token_hash: str) -> None:
        with own_database.app_context():
            begin_writing()
            device, entry, found = queries.find_start(token_hash, contest_id, 1) or (None,) * 3
            try:
                service.start(found, entry, device, LATER, token_hash[-20:], int(token_hash))
                db.session.commit()
            except StartRefused:
                refused.append(token_hash)
            db.session.remove()

    def suspend() -> None:
        with own_database.app_context():
            begin_writing()
            found = db.session.get_one(Round, round_id)
            running_queries.lock_rounds(found.contest)
            by = db.session.get_one(Account, account_id)
            running_service.do(found.contest, found, ASKED, by, LATER, chance)
            db.session.commit()
            db.session.remove()

    works = [lambda each=each: start_one(each) for each in hashes]
    at_once([*works[: STARTERS // 2], suspend, *works[STARTERS // 2 :]])
    with own_database.app_context():
        attempts = list(db.session.scalars(select(Attempt)))
        assert len(attempts) + len(refused) == STARTERS
        assert all(is_held(each.deadline_ms) for each in attempts)
        assert milliseconds(LATER) == db.session.get_one(Round, round_id).stops[0].from_ms
