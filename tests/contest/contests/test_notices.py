"""What organisers tell those who take part: for how long it stands, and how long it may be."""

from datetime import timedelta

import pytest

from contest.contests import notice_queries, notice_service
from contest.db import db
from contest.rules.roles import Role
from tests.contest.attempts.factories import make_round
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON, make_account

QUARTER = timedelta(minutes=15)
ALL = {"audience": ""}


@pytest.fixture
def round_(rows, at):
    at(NOON)
    return make_round()


def tell(round_, **given):
    usual = {"round_": round_, "ends_at": NOON + QUARTER}
    made = notice_service.tell(
        round_.contest, "Phòng 2 mất điện.", "notice", make_account(), NOON, **usual | given
    )
    db.session.commit()
    return made


def texts(found):
    return [each.text for each in found]


def test_a_notice_with_an_end_stands_until_then_and_no_longer(round_):
    tell(round_)
    for when, told in ((NOON + QUARTER / 2, ["Phòng 2 mất điện."]), (NOON + QUARTER, [])):
        assert texts(notice_queries.list_current(round_.contest, when)) == told
        assert texts(notice_queries.list_for_sitters(round_, when)) == told


def test_an_entrants_own_page_drops_what_has_ended(round_):
    tell(round_)
    entry = make_entry(round_.contest)
    assert notice_queries.list_of_entries([entry], NOON)
    assert not notice_queries.list_of_entries([entry], NOON + QUARTER)


def test_the_clocks_end_is_written_down_once_and_open_pages_learn_it(round_):
    notice = tell(round_)
    before = round_.news
    assert notice_service.end_due(NOON + QUARTER / 2) == 0
    assert notice_service.end_due(NOON + QUARTER) == 1
    assert notice_service.end_due(NOON + 2 * QUARTER) == 0
    db.session.refresh(round_)
    assert (notice.ended_at, round_.news) == (NOON + QUARTER, before + 1)


def test_one_without_an_end_stands_until_somebody_ends_it(round_):
    notice = tell(round_, ends_at=None)
    notice_service.end_due(NOON + timedelta(days=99))
    assert notice.stands_at(NOON + timedelta(days=99))


def test_what_is_for_another_round_is_not_told_to_those_who_sit_this_one(round_):
    tell(make_round())
    assert not notice_queries.list_for_sitters(round_, NOON)


@pytest.fixture
def address(round_, log_in):
    log_in(make_account(round_.contest.host, Role.ORGANISER))
    host = round_.contest.host.public_id
    return f"/hosts/{host}/contests/{round_.contest.public_id}/notices"


def test_the_organiser_says_how_long_it_stands(round_, address, post):
    answer = post(address, text="Còn 15 phút.", round="1", lasts="30", **ALL, is_for_sitters="y")
    assert answer.status_code == 303
    [notice] = notice_queries.list_notices(round_.contest)
    assert notice.ends_at == NOON + timedelta(minutes=30)


def test_what_stands_above_a_paper_is_short_and_a_longer_text_is_kept_to_be_shortened(
    round_, address, post
):
    answer = post(address, text="dài " * 126, round="1", lasts="30", **ALL, is_for_sitters="y")
    assert answer.status_code == 422
    assert "500 ký tự" in answer.text
    assert "dài dài dài" in answer.text
    assert 'value="30" selected' in answer.text
    assert post(address, text="dài " * 126, round="1", lasts="", **ALL).status_code == 303


def test_the_watch_leads_to_a_form_that_is_filled_in(address, client):
    page = client.get(f"{address}?round=1&sitters=1").text
    assert 'value="1" selected' in page
    assert 'name="is_for_sitters"' in page
    assert "checked" in page
