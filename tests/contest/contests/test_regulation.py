"""Versions of a thể lệ: what makes one, what may change, what everybody sees."""

import pytest

from contest.contests import entry_service, regulation_service
from contest.contests.regulation_queries import list_versions
from contest.contests.regulation_words import differences, name_of
from contest.errors import RegulationFixed
from contest.rules.regulation_change import FieldKind
from tests.contest.attempts.factories import make_attempt
from tests.contest.contests.factories import address, make_person, make_published
from tests.contest.factories import NOON

pytestmark = pytest.mark.usefixtures("rows")


def test_publishing_makes_the_first_version():
    contest = make_published()
    assert [each.version for each in list_versions(contest)] == [1]
    assert contest.regulation_version == 1


def test_what_changed_nothing_makes_no_version():
    contest = make_published()
    assert regulation_service.keep(contest, "", None, NOON) is None


def test_a_change_makes_a_version_that_says_why():
    contest = make_published()
    contest.regulation = "Thể lệ mới"
    kept = regulation_service.keep(contest, "Sửa lỗi chính tả", None, NOON)
    assert kept is not None
    assert (kept.version, kept.why, kept.text) == (2, "Sửa lỗi chính tả", "Thể lệ mới")


def test_an_entry_keeps_the_version_that_was_accepted():
    contest = make_published()
    entry = entry_service.enter(
        contest, make_person(contest.host), contest.audiences[0], None, NOON
    )
    assert entry.regulation_version == 1


def test_before_the_first_start_anything_may_change():
    contest = make_published()
    contest.rounds[0].minutes = 30
    regulation_service.require_changeable(contest)


def test_after_the_first_start_the_rules_stay_and_are_named():
    contest = make_attempt().round.contest
    contest.rounds[0].minutes = 30
    with pytest.raises(RegulationFixed) as refused:
        regulation_service.require_changeable(contest)
    assert refused.value.fields == ("round.1.minutes",)


def test_after_the_first_start_wording_may_change():
    contest = make_attempt().round.contest
    contest.regulation = "Lời khác"
    regulation_service.require_changeable(contest)


def test_no_secret_stands_in_a_version():
    names = {code.rpartition(".")[2] for code in regulation_service.regulation_of(make_published())}
    assert not names & {"secret", "secret_commitment", "password_hash"}


def test_a_closing_is_an_end_that_may_move_on():
    found = regulation_service.regulation_of(make_published())
    assert found["round.1.closes_at"].kind is FieldKind.TIME


def test_what_changed_is_named_with_both_values():
    contest = make_published()
    contest.rounds[0].minutes = 30
    regulation_service.keep(contest, "Thêm giờ", None, NOON)
    after, before = list_versions(contest)
    assert [tuple(each) for each in differences(before, after)] == [
        ("Đợt 1: số phút làm bài", "20", "30")
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("round.2.closes_at", "Đợt 2: giờ đóng"),
        ("contest.regulation", "Lời thể lệ"),
        ("audience.dan.scheme", "Bảng thi: cách xếp hạng"),
        ("contest.anything_new", "Quy định khác"),
    ],
)
def test_a_field_is_named_in_words(app, code, name):
    with app.test_request_context():
        assert name_of(code) == name


def test_a_published_contest_changes_with_a_reason_alone(client, post, organiser, host):
    contest = make_published(host)
    url = address(contest, "/edit")
    page = post(url, title="Tên mới", **usual())
    assert (page.status_code, "vui lòng ghi lý do sửa" in page.text) == (422, True)
    assert post(url, title="Tên mới", why="Sửa tên", **usual()).status_code == 303
    shown = client.get(f"/c/{contest.public_id}/regulation").text
    assert "Lý do: Sửa tên" in shown


def usual():
    asks = dict.fromkeys(
        ("asks_phone", "asks_citizen_number", "asks_residence", "asks_unit", "asks_group"), "no"
    )
    return asks | {
        "asks_birth": "no", "people_per_phone": "1", "grace_seconds": "10", "regulation": "Mới",
        "consent_wording": "Tôi đồng ý.",
    }  # fmt: skip
