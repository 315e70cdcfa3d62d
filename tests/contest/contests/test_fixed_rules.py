"""After the first start only wording, extensions and more prizes may change: rule by rule."""

from datetime import timedelta

import pytest

from contest.clock import milliseconds
from contest.contests import group_service, prize_service, regulation_service
from contest.contests.prize_models import Prize
from contest.contests.prize_service import PrizeDetails
from contest.contests.regulation_queries import list_versions
from contest.contests.regulation_words import differences
from contest.db import begin_writing, db
from contest.errors import RegulationFixed
from contest.rules.boards import Combine
from contest.rules.disclosure import Shown
from contest.rules.prizes import Edge, Repeat
from contest.rules.ranking import PRESETS, Preset, encode
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme
from tests.contest.attempts.factories import make_attempt, make_round
from tests.contest.contests.factories import address
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.usefixtures("rows")


def details(round_, **given):
    usual = {
        "rounds": (round_,), "audience": None, "is_for_units": False, "is_by_proposal": False,
        "block": "", "rank": 1, "title": "Giải Nhất", "count": 2, "amount": 500_000,
    }  # fmt: skip
    return PrizeDetails(**usual | given)


@pytest.fixture
def begun():
    """A contest with a prize in force, whose first attempt has begun."""
    round_ = make_round()
    begin_writing()
    prize_service.add_prize(round_.contest, details(round_))
    regulation_service.keep(round_.contest, "Thêm giải", None, NOON)
    db.session.commit()
    make_attempt(round_)
    begin_writing()
    return round_


def the_prize():
    return db.session.query(Prize).one()


def refused(contest):
    with pytest.raises(RegulationFixed) as found:
        regulation_service.require_changeable(contest)
    return [code.rpartition(".")[2] for code in found.value.fields]


def test_more_prizes_and_more_money_are_allowed(begun):
    prize_service.edit_prize(the_prize(), "Giải Nhất", 3, 600_000)
    prize_service.add_prize(begun.contest, details(begun, rank=2, title="Giải Nhì"))
    prize_service.add_criterion(begun.contest, "Tuyên truyền tốt", 1000, 0)
    regulation_service.require_changeable(begun.contest)


def test_a_prize_may_be_called_otherwise(begun):
    prize_service.edit_prize(the_prize(), "Giải Đặc biệt", 2, 500_000)
    regulation_service.require_changeable(begun.contest)


@pytest.mark.parametrize(
    ("count", "amount", "named"), [(1, 500_000, ["count"]), (2, 400_000, ["amount"])]
)
def test_fewer_prizes_and_less_money_are_refused_by_name(begun, count, amount, named):
    prize_service.edit_prize(the_prize(), "Giải Nhất", count, amount)
    assert refused(begun.contest) == named


def test_a_prize_is_not_taken_away(begun):
    prize_service.remove_prize(the_prize())
    assert "count" in refused(begun.contest)


def test_a_prize_does_not_go_to_others(begun):
    the_prize().rank = 2
    assert refused(begun.contest) == ["given"]


def set_terms(round_):
    contest = round_.contest
    prize_service.set_terms(contest, Edge.DRAWN, Repeat.EVERY, Combine.SUM, "xổ số")


def another_scheme(round_):
    round_.contest.audiences[0].scheme = encode(PRESETS[Preset.E])


def another_audience(round_):
    round_.contest.audiences.remove(round_.contest.audiences[0])


CHANGES = {
    "blueprint": lambda round_: setattr(round_.blueprint[0], "count", 1),
    "scheme": another_scheme,
    "attempts": lambda round_: setattr(round_, "attempts_allowed", 5),
    "minutes": lambda round_: setattr(round_, "minutes", 99),
    "contest-limit": lambda round_: setattr(round_.contest, "attempts_allowed", 9),
    "opening": lambda round_: setattr(round_, "opens_at", NOON - timedelta(hours=1)),
    "earlier-closing": lambda round_: setattr(
        round_, "closes_at", round_.closes_at - timedelta(hours=1)
    ),
    "shown": lambda round_: setattr(round_, "shown", Shown.AT_ONCE),
    "conditions": lambda round_: setattr(round_.contest, "conditions", {"kind": "all"}),
    "bars": lambda round_: setattr(round_.contest, "bars", [{"kind": "role"}]),
    "complaints": lambda round_: setattr(round_.contest, "complaints", {"window": {}}),
    "disclosure": lambda round_: setattr(round_.contest, "disclosure", {"key": "final"}),
    "judges": lambda round_: setattr(round_.contest, "least_judges", 5),
    "prize-terms": set_terms,
    "units": lambda round_: prize_service.set_unit_scheme(
        round_.contest, UnitScheme.of("rate", "entrants")
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_rules_are_refused_once_somebody_has_started(begun, change):
    change(begun)
    assert refused(begun.contest)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_before_the_first_start_a_change_makes_a_version(change):
    round_ = make_round()
    begin_writing()
    change(round_)
    regulation_service.require_changeable(round_.contest)
    assert regulation_service.keep(round_.contest, "Sửa", None, NOON).version == 2


def test_what_computing_finds_is_no_rule(begun):
    begun.evidence_root, begun.lot_number, begun.news = "ab" * 32, "04213", 7
    regulation_service.require_changeable(begun.contest)


def test_extra_time_and_a_reopened_attempt_are_no_rules(begun):
    begun.extra_ms, begun.reopened_until_ms = 60_000, milliseconds(NOON)
    regulation_service.require_changeable(begun.contest)
    assert regulation_service.keep(begun.contest, "Thêm giờ", None, NOON) is None


def test_a_setting_that_came_with_a_later_release_is_no_change_of_the_rules(begun):
    version = list_versions(begun.contest)[0]
    version.settings = {
        code: field
        for code, field in version.settings.items()
        if code not in ("contest.claims", "round.1.void_uses_chance")
    }
    db.session.flush()
    regulation_service.require_changeable(begun.contest)
    assert regulation_service.keep(begun.contest, "Phần mềm mới", None, NOON) is None


def test_a_prize_is_named_by_its_title_where_versions_differ(begun):
    prize_service.edit_prize(the_prize(), "Giải Nhất", 3, 500_000)
    regulation_service.keep(begun.contest, "Thêm", None, NOON)
    after, before, *_ = list_versions(begun.contest)
    assert [tuple(each) for each in differences(before, after)] == [
        ("Giải Nhất: số giải", "2", "3")
    ]


def test_a_group_gets_a_window_in_a_begun_round_only_where_it_ends_later(begun):
    audience = begun.contest.audiences[0]
    with pytest.raises(RegulationFixed):
        group_service.add(begun, "Ca 2", audience, NOON, begun.closes_at - timedelta(days=1))
    later = begun.closes_at + timedelta(days=2)
    group_service.add(begun, "Thi bù", audience, begun.closes_at, later)
    found = regulation_service.regulation_of(begun.contest)
    assert milliseconds(later) in [each.value for each in found.values()]


@pytest.fixture
def organiser(begun, log_in, at):
    db.session.commit()
    at(NOON)
    log_in(make_account(begun.contest.host, Role.ORGANISER))
    return begun.contest


def test_the_page_names_what_may_not_be_lowered_and_keeps_what_was_typed(organiser, post):
    url = address(organiser, f"/prizes/{the_prize().public_id}")
    answer = post(url, url, title="Giải Nhất", count="1", amount="777")
    assert answer.status_code == 422
    assert "Giải Nhất: số tiền; Giải Nhất: số giải" in answer.text
    assert "777" in answer.text
    assert (the_prize().count, the_prize().amount) == (2, 500_000)


def test_more_prizes_on_the_page_are_a_version_that_everybody_reads(organiser, post, client):
    url = address(organiser, f"/prizes/{the_prize().public_id}")
    assert post(url, url, title="Giải Nhất", count="4", amount="500000").status_code == 303
    text = client.get(f"/c/{organiser.public_id}/regulation").text
    assert "Sửa giải: Giải Nhất" in text
    assert "Giải Nhất: số giải" in text


def test_terms_of_prizes_are_refused_on_their_page(organiser, post):
    url, page = address(organiser, "/prizes"), address(organiser, "/prizes/new")
    given = {"edge": "all", "repeat": "every", "combined": "", "lot_source": "Xổ số"}
    answer = post(url, page, **given)
    assert (answer.status_code, "Cách trao giải" in answer.text) == (422, True)


def test_how_units_are_ranked_is_refused_on_its_page(organiser, post):
    url = address(organiser, "/prizes/units")
    form = {"ranks": "y", "paths": "residence", "key_1": "rate", "key_2": "mean", "key_3": "",
            "key_4": "", "grouping": "none", "sizes": "", "combine": "sum"}  # fmt: skip
    answer = post(url, url, **form)
    assert (answer.status_code, "Cách xếp hạng đơn vị" in answer.text) == (422, True)


def test_complaint_terms_are_refused_on_their_page(organiser, post):
    url = f"/hosts/{organiser.host.public_id}/contests/{organiser.public_id}/complaints/terms"
    given = {
        "window": "days", "days": "3", "counted": "calendar", "until": "", "awarding": "",
        "answer_days": "10", "answer_counted": "working", "place": "",
    }  # fmt: skip
    answer = post(url, url, **given)
    assert (answer.status_code, "quy định về khiếu nại" in answer.text) == (422, True)
    assert organiser.complaints is None


def test_where_to_complain_may_be_told_later(begun):
    begun.contest.complaints = {"place": "Trụ sở", "awarding": "2030-06-18"}
    regulation_service.require_changeable(begun.contest)
