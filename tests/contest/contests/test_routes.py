from datetime import timedelta

import pytest

from contest.contests import condition_service, queries
from contest.contests.condition_service import ConditionDetails
from contest.db import db
from contest.rules.conditions import AgeFrom, AllOf, MemberOf
from contest.rules.ranking import Key
from contest.rules.roles import Role
from tests.contest.contests.factories import (
    add_round,
    address,
    make_audience,
    make_contest,
    make_entry,
    make_published,
    make_questions,
    make_ready,
)
from tests.contest.factories import NOON, make_account, make_grant, make_host

NEW = {
    "title": "Tìm hiểu cải cách hành chính",
    "public_id": "cchc-2030",
    "summary": "",
    "regulation": "# Điều 1\n\n<script>alert(1)</script> **đậm**",
    "asks_birth": "year",
    "asks_grade": "no",
    "bodies": "",
    "asks_citizenship": "no",
    "asks_residence": "required",
    "asks_unit": "optional",
    "asks_group": "no",
    "asks_phone": "optional",
    "people_per_phone": "3",
    "asks_citizen_number": "no",
    "grace_seconds": "10",
    "consent_wording": "Tôi đồng ý.",
}
ROUND = {
    "title": "Tuần 1",
    "opens_at": ["6/5/2030", "0h00"],
    "closes_at": ["12/5/2030", "24h00"],
    "minutes": "15",
    "attempts_allowed": "",
    "counting": "best",
    "shuffles_questions": "y",
    "shown": "after-closing",
    "prediction_target": "all-right",
    "prediction_text": "",
}


def test_a_contest_is_set_up_on_its_page(host, organiser, post):
    url = f"/hosts/{host.public_id}/contests/new"
    assert post(url, **NEW).location == f"/hosts/{host.public_id}/contests/cchc-2030"
    assert queries.get_contest(host, "cchc-2030").people_per_phone == 3


def test_the_form_offers_the_words_of_consent_by_the_law(host, organiser, client):
    page = client.get(f"/hosts/{host.public_id}/contests/new").text
    assert "91/2025/QH15" in page
    assert host.name in page


def test_a_preview_shows_safe_mark_up_and_stores_nothing(host, organiser, post):
    answer = post(f"/hosts/{host.public_id}/contests/new", preview="y", **NEW)
    assert "<strong>đậm</strong>" in answer.text
    assert "<script>alert" not in answer.text
    assert not queries.is_taken("cchc-2030")


@pytest.mark.parametrize("name", ["CCHC 2030", "cải-cách", "new", "-a"])
def test_an_address_is_plain_letters_figures_and_hyphens(host, organiser, post, name):
    answer = post(f"/hosts/{host.public_id}/contests/new", **NEW | {"public_id": name})
    assert answer.status_code == 422
    assert "gạch nối, ví dụ cchc-2026" in answer.text


def test_an_address_that_another_host_uses_is_refused(host, organiser, post):
    make_contest().public_id = "cchc-2030"
    db.session.commit()
    answer = post(f"/hosts/{host.public_id}/contests/new", **NEW)
    assert answer.status_code == 422
    assert "đã có cuộc thi dùng" in answer.text


def test_what_the_conditions_need_is_still_asked(host, organiser, post):
    contest = make_contest(host)
    details = ConditionDetails(AllOf((AgeFrom(14), MemberOf("đoàn viên"))))
    condition_service.set_conditions(contest, details)
    db.session.commit()
    answer = post(address(contest, "/edit"), **NEW | {"asks_birth": "no"})
    assert answer.status_code == 422
    assert "đang cần mục này" in answer.text
    assert "đang cần: đoàn viên" in answer.text


def test_a_phone_may_serve_any_number_of_people(host, organiser, post):
    post(f"/hosts/{host.public_id}/contests/new", **NEW | {"people_per_phone": ""})
    assert queries.get_contest(host, "cchc-2030").people_per_phone is None


def test_an_audience_takes_a_preset_and_the_printed_unit(host, organiser, post):
    contest, audience = make_contest(host), make_audience(name="Công chức")
    chosen = {"audience": audience.code, "preset": "e", "unit_ms": "10"}
    assert post(address(contest, "/audiences/new"), **chosen).status_code == 303
    (added,) = contest.audiences
    assert (added.title, added.ranking.duration_unit_ms) == ("Công chức", 10)
    assert added.ranking.keys[-1] is Key.LOT


def test_own_keys_rank_in_their_order(host, organiser, post):
    contest = make_contest(host)
    chosen = {"audience": make_audience().code, "preset": "own", "unit_ms": "1000"}
    keys = {"key_1": "duration", "key_2": "right", "key_3": ""}
    post(address(contest, "/audiences/new"), **chosen | keys)
    assert contest.audiences[0].ranking.keys == (Key.DURATION, Key.RIGHT)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("lot", "Bốc thăm phải là tiêu chí cuối cùng"),
        ("committee", "Ban Tổ chức quyết định phải là tiêu chí cuối cùng"),
    ],
)
def test_own_keys_that_make_no_order_are_refused_in_words(host, organiser, post, first, said):
    contest = make_contest(host)
    chosen = {"audience": make_audience().code, "preset": "own", "unit_ms": "1000"}
    answer = post(address(contest, "/audiences/new"), **chosen, key_1=first, key_2="right")
    assert answer.status_code == 422
    assert said in answer.text


def test_a_round_is_typed_as_people_write_it(host, organiser, post):
    contest = make_contest(host)
    assert post(address(contest, "/rounds/new"), **ROUND).status_code == 303
    (round_,) = contest.rounds
    assert round_.closes_at == NOON.replace(day=12, hour=17)
    assert (round_.attempts_allowed, round_.shuffles_options) == (None, False)
    assert round_.prediction_text.startswith("Theo bạn, có bao nhiêu người")


def test_a_round_closes_after_it_opens(host, organiser, post):
    wrong = ROUND | {"closes_at": ["5/5/2030", "0h00"]}
    answer = post(address(make_contest(host), "/rounds/new"), **wrong)
    assert answer.status_code == 422
    assert "Giờ đóng phải sau giờ mở" in answer.text


def test_a_pinned_round_offers_its_title_and_closing_alone(host, organiser, client):
    page = client.get(address(make_published(host), "/rounds/1/edit")).text
    assert 'name="closes_at"' in page
    assert 'name="minutes"' not in page


def test_a_pinned_round_is_prolonged_on_its_page(host, organiser, post):
    contest = make_published(host)
    given = {"title": "Tuần 1", "closes_at": ["20/5/2030", "24h00"]}
    assert post(address(contest, "/rounds/1/edit"), **given).status_code == 303
    assert contest.rounds[0].closes_at.day == 20


def test_a_blueprint_says_how_many_questions_there_are(host, organiser, client):
    contest = make_ready(host, questions=7)
    url = address(contest, f"/rounds/1/audiences/{contest.audiences[0].audience.code}/blueprint")
    page = client.get(url).text
    assert "có\N{NO-BREAK SPACE}7" in page


def test_a_blueprint_that_asks_for_too_much_is_kept_and_named(host, organiser, client, post):
    contest = make_ready(host, questions=4)
    url = address(contest, f"/rounds/1/audiences/{contest.audiences[0].audience.code}/blueprint")
    topic = contest.rounds[0].blueprint[0].topic
    assert post(url, **{f"{topic.code}.easy": "5"}).status_code == 303
    assert "cần 5 câu, mới có 4 câu" in client.get(url).text


def test_a_blueprint_keeps_what_is_no_number(host, organiser, post):
    contest = make_ready(host)
    url = address(contest, f"/rounds/1/audiences/{contest.audiences[0].audience.code}/blueprint")
    topic = contest.rounds[0].blueprint[0].topic
    answer = post(url, **{f"{topic.code}.easy": "nhiều"})
    assert answer.status_code == 422
    assert 'value="nhiều"' in answer.text


def test_a_later_round_is_offered_the_blueprint_of_the_one_before(host, organiser, client):
    contest = make_ready(host)
    add_round(contest)
    db.session.commit()
    url = address(contest, f"/rounds/2/audiences/{contest.audiences[0].audience.code}/blueprint")
    assert "lấy theo đợt trước" in client.get(url).text


def test_a_sample_paper_shows_questions_without_keys_and_stores_nothing(host, organiser, client):
    contest = make_ready(host, wanted=3)
    url = address(contest, f"/rounds/1/audiences/{contest.audiences[0].audience.code}/preview")
    page = client.get(url).text
    assert page.count("Bộ phận Một cửa nhận hồ sơ ở đâu?") == 3
    assert "right" not in page.replace("copyright", "")


def test_what_is_missing_is_listed_with_links(host, organiser, client):
    page = client.get(address(make_contest(host))).text
    assert "Chưa có đối tượng dự thi nào." in page
    assert "/rounds/new" in page


def test_publishing_is_confirmed_and_done(host, organiser, post):
    contest = make_ready(host)
    assert post(address(contest, "/publish")).status_code == 303
    assert contest.is_published


def test_publishing_too_early_is_refused(host, organiser, client, post):
    contest = make_contest(host)
    answer = post(address(contest, "/publish"), page=address(contest, "/rounds/new"))
    assert answer.status_code == 409
    assert "chưa đủ điều kiện" in answer.text


def test_a_contest_that_was_entered_stays_published(host, organiser, post):
    contest = make_published(host)
    make_entry(contest)
    page = address(contest, "/rounds/new")
    assert post(address(contest, "/unpublish"), page=page).status_code == 409


def test_a_copy_is_made_on_its_page(host, organiser, post):
    contest = make_published(host)
    given = {"title": "Năm sau", "public_id": "nam-sau", "shift_days": "7"}
    assert post(address(contest, "/clone"), **given).status_code == 303
    copy = queries.get_contest(host, "nam-sau")
    assert copy.rounds[0].opens_at - contest.rounds[0].opens_at == timedelta(days=7)


def test_a_role_in_one_contest_opens_that_contest_alone(host, log_in, client):
    mine, other = make_contest(host, title="Của tôi"), make_contest(host, title="Không phải")
    account = make_account()
    make_grant(account=account, host=host, role=Role.ORGANISER, contest_id=mine.id)
    log_in(account)
    assert client.get(address(mine, "/edit")).status_code == 200
    assert client.get(address(other)).status_code == 404
    page = client.get(f"/hosts/{host.public_id}/contests").text
    assert "Của tôi" in page
    assert "Không phải" not in page


def test_a_stranger_cannot_tell_whether_a_contest_exists(host, log_in, client):
    contest = make_contest(host)
    log_in(make_account(make_host(), Role.ORGANISER))
    answers = [client.get(url) for url in (address(contest), address(contest) + "-khac")]
    assert [each.status_code for each in answers] == [404, 404]


def test_nobody_is_asked_to_sign_in(host, client):
    assert client.get(address(make_contest(host))).status_code == 401


def test_a_writer_sees_a_contest_and_changes_nothing(host, log_in, client):
    contest = make_ready(host)
    log_in(make_account(host, Role.WRITER))
    assert client.get(address(contest)).status_code == 200
    assert client.get(address(contest, "/edit")).status_code == 403


def test_a_role_in_a_contest_that_may_not_be_held_too_is_refused_by_name(host, log_in, post):
    contest = make_contest(host)
    log_in(make_account(host, Role.ADMINISTRATOR))
    writer = make_account(host, Role.WRITER)
    given = {"name": writer.name, "email": writer.email, "role": "judge", "unit": ""}
    answer = post(address(contest, "/staff"), **given)
    assert answer.status_code == 422
    assert "Người biên soạn câu hỏi, không được kiêm" in answer.text


def test_a_role_in_a_contest_is_given_and_ended(host, log_in, post):
    contest = make_contest(host)
    log_in(make_account(host, Role.ADMINISTRATOR))
    url = address(contest, "/staff")
    post(url, name="Lê Thị Hoa", email="hoa@example.vn", role="judge", unit="")
    (grant,) = queries.list_grants(contest)
    assert grant.role is Role.JUDGE
    post(f"{url}/{grant.public_id}/end", page=url)
    assert queries.list_grants(contest) == []


@pytest.mark.parametrize(
    "rest", ["", "/edit", "/regulation", "/audiences/new", "/rounds/new", "/rounds/1",
             "/rounds/1/edit", "/rounds/1/headcounts", "/publish", "/clone"],
)  # fmt: skip
def test_every_page_of_a_contest_opens_for_its_organiser(host, organiser, client, rest):
    contest = make_ready(host)
    make_questions(1, host, contest.rounds[0].blueprint[0].topic, contest.audiences[0].audience)
    assert client.get(address(contest, rest)).status_code == 200


def test_every_act_is_recorded(host, organiser, post, client, log_in):
    contest = make_ready(host)
    post(address(contest, "/publish"))
    log_in(make_account(host, Role.OBSERVER))
    assert "Công bố cuộc thi" in client.get(f"/hosts/{host.public_id}/audit").text


def test_a_role_in_one_contest_leads_from_the_hosts_home_to_it(host, log_in, client):
    contest = make_contest(host)
    account = make_account()
    make_grant(account=account, host=host, role=Role.JUDGE, contest_id=contest.id)
    log_in(account)
    page = client.get(f"/hosts/{host.public_id}")
    assert page.status_code == 200
    assert f'href="/hosts/{host.public_id}/contests"' in page.text


def test_a_closing_at_midnight_is_shown_as_the_end_of_the_day_before(host, organiser, client):
    contest = make_published(host)
    contest.rounds[0].closes_at = NOON.replace(day=12, hour=17)
    db.session.commit()
    assert "12/5/2030 24 giờ 00" in client.get(address(contest, "/rounds/1")).text
    page = client.get(address(contest, "/rounds/1/edit")).text
    assert 'value="12/05/2030"' in page
    assert 'value="24h00"' in page
