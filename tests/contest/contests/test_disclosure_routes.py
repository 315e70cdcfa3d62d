"""An organiser says what is shown to whom when, and freezes a board."""

from datetime import timedelta

import pytest

from contest.audit.models import AuditEntry
from contest.bank.models import QuestionVersion
from contest.contests import disclosure_queries as disclosure
from contest.contests.models import PoolQuestion
from contest.contests.way_models import Way
from contest.db import db
from contest.rules.disclosure import What, Whom
from contest.rules.prediction import Target
from contest.rules.result_way import State
from contest.rules.roles import Role
from tests.contest.contests.factories import address, make_published
from tests.contest.factories import keep, make_account, make_host

USUAL = {
    "own_wrong": "as-round",
    "right_answers": "as-round",
    "key": "never",
    "totals": "published",
    "unit_table": "published",
    "numbers": "never",
    "winners": "published",
    "bank": "never",
    "look_up": "never",
    "least_judges": "3",
}


@pytest.fixture
def contest(client, log_in):
    host = make_host()
    log_in(make_account(host, Role.ORGANISER))
    return make_published(host)


@pytest.fixture
def url(contest):
    return address(contest, "/disclosure")


def later(contest):
    """Another contest's round that closes later and asks the same questions."""
    other = make_published()
    version = db.session.query(PoolQuestion.version_id).filter_by(round_id=contest.rounds[0].id)
    other.rounds[0].closes_at = contest.rounds[0].closes_at + timedelta(days=9)
    keep(
        PoolQuestion(
            round_id=other.rounds[0].id,
            contest_audience_id=other.audiences[0].id,
            version_id=version.first()[0],
        )
    )
    return other


def test_what_is_opened_is_kept_and_recorded(post, contest, url, rows):
    assert post(url, **USUAL | {"totals": "open", "numbers": "provisional"}).status_code == 303
    opens = disclosure.settings_of(contest.rounds[0]).opens
    assert (opens[What.TOTALS], opens[What.NUMBERS]) == (State.OPEN, State.PROVISIONAL)
    assert contest.least_judges == 3
    assert rows.query(AuditEntry).order_by(AuditEntry.id.desc()).first().act == "disclosure-set"


def test_the_form_shows_what_is_kept(client, post, url):
    post(url, **USUAL | {"key": "closed"})
    page = client.get(url).text
    assert page.count("checked") >= len(USUAL) - 1


def test_a_key_for_the_closing_is_refused_while_a_later_round_asks_the_same(post, contest, url):
    other = later(contest)
    answer = post(url, **USUAL | {"key": "closed"})
    assert answer.status_code == 422
    assert f"{other.title} – {other.rounds[0].title}" in answer.text
    assert contest.disclosure is None


def test_a_key_with_the_publication_is_no_conflict(post, contest, url):
    later(contest)
    assert post(url, **USUAL | {"key": "published"}).status_code == 303


def test_audiences_do_not_part_once_a_result_has_gone_a_step(post, contest, url):
    round_ = contest.rounds[0]
    keep(Way(round=round_, state=State.PROVISIONAL, since_at=round_.closes_at))
    answer = post(url, **USUAL | {"ways_by_audience": "y"})
    assert answer.status_code == 422
    assert "không đổi được cách này nữa" in answer.text


def test_a_board_is_frozen_and_thawed(client, post, contest, rows):
    url = address(contest, "/rounds/1/freeze")
    assert post(url, frozen_at=["12/5/2030", "20h00"]).status_code == 303
    assert contest.rounds[0].frozen_at is not None
    assert post(url, frozen_at=["", ""]).status_code == 303
    assert contest.rounds[0].frozen_at is None
    acts = [each.act for each in rows.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts[-2:] == ["board-frozen", "board-unfrozen"]


@pytest.mark.parametrize(("is_open", "sees"), [(True, False), (False, True)])
def test_no_public_figure_tells_an_open_prediction(post, contest, url, rows, is_open, sees):
    post(url, **USUAL | {"totals": "open"})
    round_ = contest.rounds[0]
    round_.prediction_target = Target.PARTICIPANTS
    rows.commit()
    now = round_.opens_at if is_open else round_.closes_at + timedelta(minutes=2)
    assert disclosure.may_see(What.TOTALS, Whom.PUBLIC, round_, None, now) is sees


def test_what_a_later_round_still_asks_is_known_until_that_round_is_over(contest):
    round_, other = contest.rounds[0], later(contest)
    versions = db.session.query(QuestionVersion.question_id).join(
        PoolQuestion, PoolQuestion.version_id == QuestionVersion.id
    )
    ids = [each for (each,) in versions.filter(PoolQuestion.round_id == round_.id)]
    now = round_.closes_at + timedelta(days=1)
    assert len(disclosure.still_asked(ids, round_, now)) == 1
    over = other.rounds[0].closes_at + timedelta(days=1)
    assert disclosure.still_asked(ids, round_, over) == frozenset()
