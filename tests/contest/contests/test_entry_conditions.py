import re
from datetime import timedelta

import pytest

from contest.audit.models import AuditEntry
from contest.contests.condition_service import (
    ConditionDetails,
    set_audience_conditions,
    set_conditions,
)
from contest.contests.models import Ask, BirthAsk, ContestAudience, Entry
from contest.people.models import Consent, ConsentKind
from contest.rules.audiences import WrongAudience
from contest.rules.barring import BarredByList, BarredByOffice, BarredByRole
from contest.rules.conditions import (
    AgeFrom,
    AgeTo,
    AllOf,
    AnyOf,
    CitizenOf,
    Grade,
    Link,
    Linked,
    MemberOf,
    OnList,
)
from contest.rules.roles import Role
from contest.units.models import UnitKind
from tests.contest.contests.factories import (
    make_audience,
    make_people_list,
    make_published,
    make_unit,
)
from tests.contest.factories import NOON, make_account, make_host

RIGHT = {"name": "Nguyễn Thị Hòa", "birth": "3/5/1980", "consent": "y"}


@pytest.fixture(autouse=True)
def _open(at):
    at(NOON + timedelta(days=2))


@pytest.fixture
def contest(rows):
    contest = make_published(make_host())
    contest.asks_birth = BirthAsk.DAY
    contest.asks_phone = contest.asks_residence = contest.asks_unit = Ask.NO
    rows.commit()
    return contest


@pytest.fixture
def ask(contest, rows):
    def ask(*conditions, **details):
        set_conditions(contest, ConditionDetails(AllOf(conditions), **details))
        rows.commit()

    return ask


@pytest.fixture
def enter(post, contest):
    def enter(**given):
        data = {key: value for key, value in (RIGHT | given).items() if value is not None}
        return post(f"/c/{contest.public_id}/register?another=1", **data)

    return enter


def near(page, control):
    """What is said at a control: the error that it is described by."""
    found = re.search(rf'id="{control}-error"[^>]*>(.*?)</p>', page, re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", found[1]).split()) if found else ""


def only_entry(rows):
    return rows.query(Entry).one()


@pytest.mark.parametrize(
    ("condition", "given", "control", "words"),
    [
        (AgeFrom(14), {"birth": "2/2/2020"}, "birth", "từ đủ 14 tuổi"),
        (AgeFrom(14), {"birth": "2016"}, "birth", "gõ đủ ngày, tháng, năm sinh"),
        (AgeTo(30), {}, "birth", "không quá 30 tuổi"),
        (Grade(3, 5), {"grade": "7"}, "grade", "từ lớp 3 đến lớp 5"),
        (Grade(3, 5), {"grade": "0"}, "grade", "từ lớp 3 đến lớp 5"),
        (MemberOf("đoàn viên"), {}, "bodies", "là đoàn viên"),
        (CitizenOf(frozenset({"VN"})), {"citizenship": "LA"}, "citizenship", "quốc tịch Việt Nam"),
    ],
)
def test_each_refusal_stands_at_its_field_with_its_numbers(
    ask, enter, rows, condition, given, control, words
):
    ask(condition)
    answer = enter(**given)
    assert answer.status_code == 422
    assert words in near(answer.text, control)
    assert not rows.query(Entry).count()


def test_who_mends_what_was_refused_is_let_in(ask, enter, rows):
    ask(AgeFrom(14))
    assert enter(birth="2016").status_code == 422
    assert enter(birth="1/2/2016").status_code == 303
    assert only_entry(rows).person.birth_day == 1


def test_alternatives_are_said_at_each_field_that_may_mend_them(ask, enter):
    ask(AnyOf((AgeFrom(60), MemberOf("đoàn viên"))))
    page = enter().text
    said = "đáp ứng một trong các điều kiện: từ đủ 60 tuổi trở lên; hoặc là đoàn viên"
    assert said in near(page, "birth")
    assert said in near(page, "bodies")
    assert enter(bodies="đoàn viên").status_code == 303


def test_what_was_said_is_kept(ask, enter, rows):
    ask(Grade(1, 12), MemberOf("đội viên"), CitizenOf(frozenset({"VN", "LA"})))
    enter(grade="5", bodies="đội viên", citizenship="LA")
    entry = only_entry(rows)
    assert (entry.grade, entry.bodies, entry.citizenship) == (5, ["đội viên"], "LA")


def test_who_stands_on_the_list_is_let_in_and_nobody_else(ask, contest, enter):
    staff = make_people_list(contest.host, "Nguyễn Thị Hoà")
    ask(OnList(staff.id))
    assert enter().status_code == 303
    answer = enter(name="Trần Văn Bình")
    assert "Cán bộ Sở Nội vụ" in near(answer.text, "name")


def test_who_lives_elsewhere_is_told_where_it_is_for(ask, contest, enter, rows):
    commune = make_unit(None, "Bến Quan", code="19366", kind=UnitKind.COMMUNE, label="xã")
    ask(Linked(frozenset({commune.id}), frozenset({Link.LIVES})))
    answer = enter(country="LA")
    assert "cư trú tại xã Bến Quan" in near(answer.text, "residence")


def test_at_a_school_one_says_whether_one_works_or_studies_there(ask, contest, enter, rows):
    school = make_unit(
        contest.host, "Trường Gio Linh", kind=UnitKind.SCHOOL, folded="truong gio linh"
    )
    ask(Linked(frozenset({school.id}), frozenset({Link.STUDIES})))
    asked = enter(unit="Trường Gio Linh")
    assert "bạn học hay làm việc" in near(asked.text, "unit_link")
    refused = enter(unit="Trường Gio Linh", unit_link="works")
    assert "học tập tại Trường Gio Linh" in near(refused.text, "unit")
    assert enter(unit="Trường Gio Linh", unit_link="studies").status_code == 303
    assert only_entry(rows).unit_link is Link.STUDIES


def test_the_declaration_is_never_ticked_beforehand_and_is_asked_for(ask, client, contest, enter):
    ask(declaration_wording="Tôi cam đoan không thuộc Ban Tổ chức.")
    page = client.get(f"/c/{contest.public_id}/register").text
    assert "Tôi cam đoan không thuộc Ban Tổ chức." in page
    assert " checked" not in page
    assert "lời cam đoan" in near(enter().text, "declaration")


def test_the_declaration_is_kept_with_wording_and_version(ask, contest, enter, rows):
    ask(declaration_wording="Tôi cam đoan.")
    assert enter(declaration="y", declaration_version="1").status_code == 303
    kept = rows.query(Consent).filter_by(kind=ConsentKind.DECLARATION).one()
    assert (kept.wording, kept.version, kept.subject) == ("Tôi cam đoan.", 1, contest.public_id)


def test_a_wording_changed_meanwhile_is_read_and_ticked_anew(ask, contest, enter, rows):
    ask(declaration_wording="Lời cũ.")
    ask(declaration_wording="Lời mới.")
    answer = enter(declaration="y", declaration_version="1")
    assert answer.status_code == 422
    assert "vừa được sửa" in near(answer.text, "declaration")
    assert 'name="declaration_version" type="hidden" value="2"' in answer.text
    assert answer.text.count(" checked") == 1  # the other consent stays as it was ticked


def test_who_stands_on_a_list_of_the_barred_is_kept_out(ask, contest, enter):
    barred = make_people_list(contest.host, "Nguyễn Thị Hòa", title="Người ra đề")
    ask(bars=(BarredByList(barred.id),))
    answer = enter()
    assert "danh sách “Người ra đề” không được dự thi" in near(answer.text, "name")


def test_staff_of_a_barred_office_are_kept_out(ask, contest, enter):
    office = make_unit(contest.host, "Sở Nội vụ", folded="so noi vu")
    ask(bars=(BarredByOffice(frozenset({office.id})),))
    assert "làm việc tại Sở Nội vụ không được" in near(enter(unit="Sở Nội vụ").text, "unit")


def test_a_member_of_the_staff_is_kept_out_on_their_own_browser(ask, contest, enter, log_in):
    ask(bars=(BarredByRole(frozenset({Role.JUDGE})),))
    log_in(make_account(contest.host, Role.JUDGE, name="Nguyễn Thị Hòa"))
    assert "Ban Giám khảo) không được dự thi" in near(enter().text, "name")


def test_a_namesake_of_the_staff_enters_and_is_listed_for_the_check(ask, contest, enter, rows):
    ask(bars=(BarredByRole(frozenset({Role.JUDGE})),))
    make_account(contest.host, Role.JUDGE, name="Nguyễn Thị Hòa")
    assert enter().status_code == 303
    assert only_entry(rows).unchecked == [{"is": "role", "roles": ["judge"]}]


@pytest.fixture
def two(contest, rows):
    """Pupils up to 17, and grown-ups from 18."""
    first, audience = contest.audiences[0], make_audience()
    grown = ContestAudience(
        contest=contest, audience=audience, title="Người lớn", position=2, scheme=first.scheme
    )
    rows.add(grown)
    first.title = "Học sinh"
    rows.flush()
    set_audience_conditions(first, AgeTo(17))
    set_audience_conditions(grown, AgeFrom(18))
    rows.commit()
    return first, grown


def test_the_wrong_audience_is_refused_and_the_right_one_told(two, enter):
    pupils, _ = two
    answer = enter(audience=pupils.audience.code)
    said = near(answer.text, "audience")
    assert "không quá 17 tuổi" in said
    assert "bạn chọn được: “Người lớn”" in said


def test_whoever_is_moved_is_told_so(two, ask, contest, client, enter, rows):
    ask(wrong_audience=WrongAudience.MOVED)
    pupils, grown = two
    card = enter(audience=pupils.audience.code)
    assert card.status_code == 303
    entry = only_entry(rows)
    assert (entry.contest_audience, entry.moved_from) == (grown, pupils)
    assert "chuyển sang bảng đó" in client.get(card.location).text
    assert "chuyển sang bảng đó" in client.get(f"/c/{contest.public_id}").text


def test_the_page_says_who_may_enter_in_the_words_of_the_conditions(two, ask, client, contest):
    ask(AgeFrom(10), needs_guardian=True, bars=(BarredByRole(frozenset({Role.JUDGE})),))
    page = client.get(f"/c/{contest.public_id}").text
    for words in (
        "Từ đủ 10 tuổi trở lên.",
        "Không quá 17 tuổi.",
        "Người đang làm nhiệm vụ trong cuộc thi (Ban Giám khảo) không được dự thi.",
        "Người chưa đủ 18 tuổi cần có cha, mẹ",
    ):
        assert words in page


def test_a_known_person_is_judged_by_the_birth_that_is_known(ask, contest, enter, post, rows):
    enter(birth="3/5/2019")
    other = make_published(contest.host)
    other.asks_phone = other.asks_residence = other.asks_unit = Ask.NO
    set_conditions(other, ConditionDetails(AgeFrom(14)))
    rows.commit()
    answer = post(f"/c/{other.public_id}/register", consent="y")
    assert answer.status_code == 422
    assert "từ đủ 14 tuổi" in answer.text


def test_without_conditions_the_form_is_as_short_as_before(client, contest):
    page = client.get(f"/c/{contest.public_id}/register?another=1").text
    names = set(re.findall(r'<(?:input|select|textarea)[^>]*name="([^"]+)"', page))
    assert names - {"next"} == {
        "csrf_token",
        "page_key",
        "name",
        "name_checked",
        "birth",
        "consent",
    }


def test_an_entry_that_is_refused_is_not_in_the_record(ask, enter, rows):
    ask(AgeFrom(90))
    enter()
    assert not rows.query(AuditEntry).filter_by(act="contest-entered").count()


def test_the_form_names_audiences_by_their_codes(client, contest, rows):
    first, audience = contest.audiences[0], make_audience()
    second = ContestAudience(
        contest=contest, audience=audience, title="Học sinh", position=2, scheme=first.scheme
    )
    rows.add(second)
    rows.commit()
    page = client.get(f"/c/{contest.public_id}/register?another=1").text
    values = re.findall(r'name="audience"[^>]*value="([^"]+)"', page)
    assert values == [first.audience.code, audience.code]
