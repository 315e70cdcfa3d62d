import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.audit.models import AuditEntry
from contest.contests.models import Ask, BirthAsk, Entry
from contest.hosts.models import HostKind
from contest.people.models import Consent, Person
from contest.rules import conditions_data
from contest.rules.conditions import AgeFrom
from contest.units import places_queries
from contest.units.models import FormerUnit, Succession, UnitKind
from tests.contest.contests.factories import (
    make_contest,
    make_published,
    make_unit,
)
from tests.contest.factories import NOON, make_host, serial

RIGHT = {
    "name": "Nguyễn Thị Hòa",
    "birth": "3/5/1980",
    "phone": "0912 345 678",
    "residence": "xã Bến Quan",
    "consent": "y",
}
COMMUNES = {"19366": "Bến Quan", "19363": "Vĩnh Linh", "30001": "Tân Thành"}


@pytest.fixture(autouse=True)
def _open(at):
    at(NOON + timedelta(days=2))


@pytest.fixture
def nation(rows):
    """A few communes of two provinces; the search's index is made anew for each test."""
    places_queries.forget_index()
    quang_tri = make_unit(None, "Quảng Trị", code="44", kind=UnitKind.PROVINCE, label="tỉnh")
    ca_mau = make_unit(None, "Cà Mau", code="96", kind=UnitKind.PROVINCE, label="tỉnh")
    communes = {
        code: make_unit(
            None, name, code=code, kind=UnitKind.COMMUNE, label="xã", parent_id=quang_tri.id
        )
        for code, name in COMMUNES.items()
    }
    communes["32001"] = make_unit(
        None, "Tân Thành", code="32001", kind=UnitKind.COMMUNE, label="phường", parent_id=ca_mau.id
    )
    yield communes
    places_queries.forget_index()


@pytest.fixture
def contest(nation, rows):
    contest = make_published(make_host(name="Sở Nội vụ", hotline="0233 3852 123"))
    contest.asks_birth, contest.people_per_phone = BirthAsk.DAY, 2
    contest.conditions = conditions_data.encode(AgeFrom(14))
    contest.asks_phone = contest.asks_residence = Ask.REQUIRED
    contest.asks_unit = contest.asks_citizen_number = Ask.OPTIONAL
    contest.asks_group = Ask.NO
    rows.commit()
    return contest


@pytest.fixture
def enter(post, contest):
    def enter(**given):
        data = {key: value for key, value in (RIGHT | given).items() if value is not None}
        return post(f"/c/{contest.public_id}/register?another=1", **data)

    return enter


def only_person(rows):
    return rows.query(Person).one()


def test_a_right_form_makes_person_entry_and_consent_at_once(enter, contest, rows):
    answer = enter()
    assert answer.status_code == 303
    person = only_person(rows)
    assert rows.query(Entry).one().person is person
    consent = rows.query(Consent).one()
    assert (consent.person_id, consent.subject) == (person.id, contest.public_id)
    assert consent.wording == contest.consent_wording
    assert rows.query(AuditEntry).filter_by(act="contest-entered").one().actor_id == person.id


def test_the_card_follows_with_number_and_code(enter, client, rows):
    page = client.get(enter().location).text
    number = only_person(rows).number
    assert f"{number[:3]} {number[3:6]} {number[6:]}" in page
    assert re.search(r">\d{4} \d{4}<", page)


def test_the_device_is_remembered(enter, client):
    enter()
    assert "Nguyễn Thị Hòa" in client.get("/me").text


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "84912345678", "0912.345.678"])
def test_a_phone_may_be_written_in_any_way(enter, typed):
    assert enter(phone=typed).status_code == 303


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3/5/1980", (1980, 5, 3)),
        ("03051980", (1980, 5, 3)),
        ("1957", (1957, None, None)),
    ],
)
def test_a_birth_may_be_a_day_or_a_year(enter, rows, typed, kept):
    enter(birth=typed)
    person = only_person(rows)
    assert (person.birth_year, person.birth_month, person.birth_day) == kept


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"birth": "1/1/2031"}, "Ngày sinh này chưa tới", id="birth-to-come"),
        pytest.param({"birth": "2/2/2020"}, "từ đủ 14 tuổi", id="too-young"),
        pytest.param({"birth": "hôm qua"}, "như 3/5/1980", id="no-date"),
        pytest.param({"phone": "123"}, "10 chữ số", id="short-phone"),
        pytest.param({"phone": ""}, "Vui lòng nhập số điện thoại", id="no-phone"),
        pytest.param({"name": "Nguyễn 123"}, "không có chữ số", id="digits-in-name"),
        pytest.param({"citizen_number": "12345"}, "12 chữ số", id="short-citizen-number"),
        pytest.param({"residence": "Xã Không Có"}, "Không tìm thấy xã", id="no-such-unit"),
        pytest.param({"residence": ""}, "Vui lòng gõ tên xã", id="no-residence"),
        pytest.param({"consent": None}, "đánh dấu vào ô đồng ý", id="no-consent"),
    ],
)
def test_bad_input_gets_a_sentence_and_all_that_was_typed_stays(enter, rows, wrong, sentence):
    answer = enter(**wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    typed = {**RIGHT, **wrong}
    assert all(typed[name] in answer.text for name in ("name", "birth", "phone", "residence"))
    assert not rows.query(Person).count()


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(RIGHT, st.text(max_size=40))))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_is_taken_or_answered_in_sentences(enter, typed):
    assert enter(**typed).status_code in (303, 422)


def test_consent_is_never_ticked_beforehand(client, contest):
    page = client.get(f"/c/{contest.public_id}/register").text
    assert " checked" not in page


def test_a_forged_form_is_kept_and_not_taken(client, contest, rows):
    url = f"/c/{contest.public_id}/register"
    answer = client.post(url, data=RIGHT | {"csrf_token": "forged"})
    assert answer.status_code == 422
    assert "đã mở quá lâu" in answer.text
    assert RIGHT["name"] in answer.text
    assert not rows.query(Person).count()


def test_a_name_without_marks_is_asked_about_once(enter):
    asked = enter(name="Nguyen Thi Hoa")
    assert asked.status_code == 422
    assert "chưa có dấu" in asked.text
    assert enter(name="Nguyen Thi Hoa", name_checked="Nguyen Thi Hoa").status_code == 303


def test_another_name_without_marks_is_asked_about_again(enter):
    assert enter(name="Le Van An", name_checked="Nguyen Thi Hoa").status_code == 422


@pytest.mark.parametrize("typed", ["Nguye\u0302\u0303n Thi\u0323 Ho\u0300a", "  Nguyễn  Thị Hòa "])
def test_a_name_is_kept_in_nfc(enter, rows, typed):
    enter(name=typed)
    assert only_person(rows).name == "Nguyễn Thị Hòa"


def test_an_ambiguous_commune_is_offered_and_never_picked(enter, rows):
    answer = enter(residence="Tân Thành")
    assert answer.status_code == 422
    assert "xã Tân Thành, tỉnh Quảng Trị" in answer.text
    assert "phường Tân Thành, tỉnh Cà Mau" in answer.text
    assert not rows.query(Person).count()


def test_while_one_types_the_same_choices_come(client, contest):
    url = f"/c/{contest.public_id}/suggest/residence"
    page = client.get(url, query_string={"residence": "tan tha"}).text
    assert 'value="32001-"' in page
    assert "<h1" not in page


def test_while_one_types_the_hosts_units_come(client, contest, offices):
    url = f"/c/{contest.public_id}/suggest/unit"
    assert offices[1].name in client.get(url, query_string={"unit": "vinh linh"}).text


def test_the_commune_that_was_picked_is_kept(enter, rows, nation):
    given = {"residence": "Tân Thành", "residence_asked": "Tân Thành"}
    assert enter(**given, residence_choice="32001-").status_code == 303
    assert only_person(rows).residence is nation["32001"]


def test_a_forged_commune_is_asked_for_again(enter):
    given = {"residence": "Tân Thành", "residence_asked": "Tân Thành"}
    assert enter(**given, residence_choice="99999-").status_code == 422


def test_a_pick_of_another_text_does_not_count(enter):
    given = {"residence": "Tân Thành", "residence_asked": "Bến Quan"}
    assert enter(**given, residence_choice="32001-").status_code == 422


def test_whoever_lives_abroad_names_the_country(enter, rows):
    enter(residence="", country="LA")
    person = only_person(rows)
    assert (person.residence, person.country) == (None, "LA")


def split(rows, nation):
    """An old commune that went into two of today's."""
    former = FormerUnit(
        code=f"{serial():05}",
        label="xã",
        name="Vĩnh Hà",
        district_code="464",
        district_name="huyện Vĩnh Linh",
        province_code="45",
        province_name="tỉnh Quảng Trị",
    )
    rows.add(former)
    rows.flush()
    for code in ("19366", "19363"):
        rows.add(Succession(former_id=former.id, unit_id=nation[code].id, is_whole=False))
    rows.commit()
    places_queries.forget_index()
    return former


def test_where_an_old_commune_was_split_the_hamlet_is_asked(enter, rows, nation):
    former = split(rows, nation)
    given = {"residence": "Vĩnh Hà", "residence_asked": "Vĩnh Hà"}
    given["residence_choice"] = f"19366-{former.code}"
    asked = enter(**given)
    assert asked.status_code == 422
    assert "Vui lòng gõ tên thôn" in asked.text
    assert enter(**given, hamlet="Khe Trù").status_code == 303
    assert only_person(rows).hamlet_name == "Khe Trù"


def test_a_hosts_hamlets_are_offered(enter, rows, nation, contest):
    hamlet = make_unit(
        contest.host, "Xuân Hòa", kind=UnitKind.HAMLET, label="thôn", parent_id=nation["19366"].id
    )
    asked = enter()
    assert asked.status_code == 422
    assert "thôn Xuân Hòa" in asked.text
    enter(hamlet_choice=hamlet.public_id)
    assert only_person(rows).residence is hamlet


def test_a_communes_own_contest_begins_with_its_name(client, rows, nation):
    host = make_host(kind=HostKind.COMMUNE, commune_code="19366")
    contest = make_published(host)
    contest.asks_residence = Ask.REQUIRED
    rows.commit()
    assert "xã Bến Quan, tỉnh Quảng Trị" in client.get(f"/c/{contest.public_id}/register").text


@pytest.fixture
def offices(contest):
    return [
        make_unit(contest.host, name, folded=name.lower())
        for name in ("Trung tâm Y tế Gio Linh", "Trung tâm Y tế Vĩnh Linh")
    ]


def test_a_unit_that_is_named_in_full_is_found(enter, rows, offices):
    enter(unit="trung tam y te gio linh")
    assert only_person(rows).unit is offices[0]


def test_an_ambiguous_unit_is_offered(enter, offices):
    answer = enter(unit="trung tâm y tế")
    assert answer.status_code == 422
    assert all(each.name in answer.text for each in offices)


def test_a_unit_that_is_not_in_the_list_is_kept_in_ones_own_words(enter, rows, offices):
    asked = enter(unit="Hợp tác xã Bình Minh")
    assert asked.status_code == 422
    given = {"unit": "Hợp tác xã Bình Minh", "unit_asked": "Hợp tác xã Bình Minh"}
    enter(**given, unit_choice="own-words")
    assert only_person(rows).unit_name == "Hợp tác xã Bình Minh"


def test_a_phone_is_shared_by_so_many_and_no_more(enter):
    assert [enter().status_code for _ in range(3)] == [303, 303, 422]


def test_a_citizen_number_enters_once(enter):
    given = {"citizen_number": "044 180 001234"}
    assert enter(**given).status_code == 303
    again = enter(**given, phone="0987654321")
    assert again.status_code == 422
    assert "đã đăng ký cuộc thi" in again.text


def test_a_known_person_enters_another_contest_under_the_same_number(enter, post, contest, rows):
    enter()
    other = make_published(contest.host)
    other.asks_birth, other.asks_phone = BirthAsk.NO, Ask.NO
    other.asks_residence = other.asks_unit = other.asks_citizen_number = Ask.NO
    other.asks_group = Ask.NO
    rows.commit()
    assert post(f"/c/{other.public_id}/register", consent="y").status_code == 303
    assert rows.query(Entry).count() == 2
    assert rows.query(Person).count() == 1


def test_a_known_person_finds_residence_and_unit_filled_in(enter, client, contest, rows):
    enter(unit="Sở Y tế")
    other = make_published(contest.host)
    other.asks_residence = other.asks_unit = Ask.REQUIRED
    rows.commit()
    page = client.get(f"/c/{other.public_id}/register").text
    assert 'value="xã Bến Quan, tỉnh Quảng Trị"' in page
    assert 'value="Sở Y tế"' in page


def test_somebody_else_may_register_on_the_same_device(enter, client, contest):
    enter()
    page = client.get(f"/c/{contest.public_id}/register?another=1").text
    assert 'id="name" name="name" type="text" value=""' in page


def test_a_device_of_another_host_registers_anew(enter, client, rows):
    enter()
    other = make_published()
    assert "Máy này đang nhớ" in client.get(f"/c/{other.public_id}/register").text


def test_who_entered_already_is_shown_the_card(enter, client, contest):
    enter()
    assert client.get(f"/c/{contest.public_id}/register").location.startswith("/me/card")


def test_a_draft_is_not_found(client, rows):
    contest = make_contest()
    assert client.get(f"/c/{contest.public_id}").status_code == 404
    assert contest.title not in client.get("/").text


def test_the_contests_page_prints_grace_and_commitment(client, contest):
    page = client.get(f"/c/{contest.public_id}").text
    assert contest.rounds[0].secret_commitment in page
    assert f"{contest.grace_seconds} giây" in page
    assert "0233 3852 123" in page


def test_after_the_last_round_nobody_enters(client, contest, at):
    at(contest.rounds[-1].closes_at)
    assert client.get(f"/c/{contest.public_id}/register").status_code == 409
    assert "Đăng ký dự thi" not in client.get(f"/c/{contest.public_id}").text


def test_an_open_round_is_announced_with_the_time_left(client, contest):
    page = client.get("/").text
    assert "Đang mở" in page
    assert "còn 6 ngày" in page


def test_whoever_entered_may_start(enter, client, contest):
    enter()
    assert f"/c/{contest.public_id}/r/1/start" in client.get(f"/c/{contest.public_id}").text


@pytest.mark.parametrize("page", ["/", "/privacy", "/sign-in"])
def test_the_first_pages_open_for_everybody(client, page):
    assert client.get(page).status_code == 200
