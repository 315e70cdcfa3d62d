"""Staff are told what a prize that passed on still waits for, and what to do."""

import pytest

from contest.db import begin_writing, db
from contest.results import claim_service
from contest.results.models import Ranking
from contest.rules.result_way import State as WayState
from contest.rules.roles import Role
from contest.rules.verification import State as EntryState
from tests.contest.factories import make_account
from tests.contest.results.claim_factories import (
    FIRST,
    OVER,
    SECOND,
    entry_of,
    make_won,
    person_of,
    prize_of,
    run_jobs,
)
from tests.contest.results.factories import set_state
from tests.contest.results.ways import take_complaints


@pytest.fixture
def round_(rows, at):
    found = make_won()
    at(OVER)
    begin_writing()
    claim_service.end(prize_of(found, now=OVER), 0, make_account(), OVER)
    db.session.commit()
    return found


@pytest.fixture
def staff(client, log_in, round_):
    """The organiser at the pages of the contest."""
    log_in(make_account(round_.contest.host, Role.ORGANISER))
    contest = round_.contest
    return lambda rest: (
        client.get(f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/{rest}").text
    )


def prize(round_):
    return f"claims/1/{person_of(round_.contest).number}"


def test_while_the_list_is_computed_anew_one_is_told_to_wait(round_, staff):
    assert "Máy đang tính lại danh sách giải." in staff(prize(round_))
    assert "Chưa chuyển xong" in staff("claims")


def test_the_way_names_what_is_not_counted_yet(round_, staff):
    take_complaints(round_.contest)
    assert "mà danh sách đã công bố chưa tính vào" in staff("rounds/1/way")


def test_once_it_is_counted_nothing_is_said_any_more(round_, staff):
    run_jobs(OVER)
    assert "Máy đang tính lại" not in staff(prize(round_))
    assert "Chưa chuyển xong" not in staff("claims")


def test_where_nobody_computes_it_one_is_told_to_have_it_computed(round_, staff):
    way = set_state(round_, WayState.PROVISIONAL, OVER)
    run_jobs(OVER)
    way.ranking_id, way.state = first_of(round_).id, WayState.COMPLAINTS
    db.session.commit()
    assert "bấm “Tính lại kết quả” của đợt thi" in staff(prize(round_))


def first_of(round_):
    return db.session.query(Ranking).filter_by(round_id=round_.id, version=1).one()


def test_before_one_confirms_one_is_told_that_the_standings_would_be_others(round_, staff):
    entry_of(round_.contest, FIRST).state = EntryState.NOT_RECOGNISED
    db.session.commit()
    page = staff(f"claims/1/{person_of(round_.contest, SECOND).number}/end")
    assert "Từ lần tính kết quả gần nhất đã có thay đổi" in page
    assert "Xác nhận chuyển giải" not in page
