from datetime import timedelta

import pytest

from contest.audit.models import AuditEntry
from contest.contests import guardian_queries
from contest.contests.models import Ask, BirthAsk, Entry, GuardianConsent
from contest.rules.roles import Role
from contest.units.models import UnitKind
from tests.contest.contests.factories import (
    address,
    make_entry,
    make_person,
    make_published,
    make_unit,
)
from tests.contest.factories import NOON, make_account, make_grant, make_host

GIVEN = {"guardian_name": "Trần Thị Mẹ", "relation": "mother", "agrees": "y"}


@pytest.fixture(autouse=True)
def _open(at):
    at(NOON + timedelta(days=2))


@pytest.fixture
def contest(rows):
    contest = make_published(make_host())
    contest.asks_birth, contest.needs_guardian = BirthAsk.DAY, True
    contest.asks_phone = contest.asks_residence = contest.asks_unit = Ask.NO
    rows.commit()
    return contest


@pytest.fixture
def enter(post, contest):
    def enter(birth):
        data = {"name": "Lê Văn Em", "birth": birth, "consent": "y"}
        return post(f"/c/{contest.public_id}/register", **data)

    return enter


@pytest.fixture
def consent(post, contest):
    def consent(**given):
        data = {key: value for key, value in (GIVEN | given).items() if value is not None}
        return post(f"/c/{contest.public_id}/guardian", **data)

    return consent


def only_entry(rows):
    return rows.query(Entry).one()


def test_who_is_of_age_is_asked_for_no_guardian(enter, client, contest, rows):
    card = enter("1/1/2000")
    assert "guardian" not in card.location
    assert client.get(f"/c/{contest.public_id}/guardian").status_code == 404
    assert guardian_queries.may_be_ranked(only_entry(rows))


def test_without_a_consent_one_may_practise_and_is_not_ranked(enter, client, contest, rows):
    card = enter("1/1/2018")
    assert "guardian" in card.location
    page = client.get(f"/c/{contest.public_id}").text
    assert "chưa được xếp hạng" in page
    assert "Vào thi" in page
    assert "Chưa được xếp hạng:" in client.get("/me").text
    assert not guardian_queries.may_be_ranked(only_entry(rows))
    assert guardian_queries.list_practising(contest) == {only_entry(rows).person_id}


def test_a_guardian_consents_with_name_relation_and_own_tick(enter, client, consent, contest, rows):
    enter("1/1/2018")
    assert " checked" not in client.get(f"/c/{contest.public_id}/guardian").text
    assert consent().status_code == 303
    kept = rows.query(GuardianConsent).one()
    assert (kept.guardian_name, kept.relation, kept.ticked_by_id) == ("Trần Thị Mẹ", "mother", None)
    assert "Lê Văn Em" in kept.wording
    assert guardian_queries.may_be_ranked(only_entry(rows))
    assert "chưa được xếp hạng" not in client.get(f"/c/{contest.public_id}").text


@pytest.mark.parametrize("missing", list(GIVEN))
def test_a_guardian_leaves_nothing_out(enter, consent, rows, missing):
    enter("1/1/2018")
    assert consent(**{missing: None}).status_code == 422
    assert not rows.query(GuardianConsent).count()


def test_a_consent_may_be_withdrawn_and_is_kept(enter, consent, post, contest, rows):
    enter("1/1/2018")
    consent()
    url = f"/c/{contest.public_id}/guardian"
    assert post(f"{url}/withdraw", page=url).status_code == 303
    assert rows.query(GuardianConsent).one().withdrawn_at is not None
    assert not guardian_queries.may_be_ranked(only_entry(rows))


@pytest.fixture
def school(contest):
    return make_unit(contest.host, "Trường Gio Linh", kind=UnitKind.SCHOOL)


@pytest.fixture
def pupil(contest, school):
    """Makes entrants of the school."""

    def pupil(name="Lê Văn Em", **given):
        usual = {"birth_year": 2018, "birth_month": 1, "birth_day": 1, "unit": school}
        person = make_person(contest.host, name=name, **usual | given)
        return make_entry(contest, person, grade=5)

    return pupil


@pytest.fixture
def sign_in(contest, log_in):
    def sign_in(role, **given):
        account = make_account()
        make_grant(account=account, host=contest.host, role=role, **given)
        log_in(account)
        return account

    return sign_in


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.SECRETARY])
def test_a_class_is_ticked_in_at_once_and_who_did_it_is_kept(
    contest, pupil, sign_in, post, rows, role
):
    here, other = pupil(), pupil("Trần Thị Hai")
    by = sign_in(role)
    numbers = [here.person.number, other.person.number]
    post(address(contest, "/guardians"), shown=numbers, ticked=numbers)
    assert [each.ticked_by_id for each in rows.query(GuardianConsent)] == [by.id, by.id]
    assert guardian_queries.list_practising(contest) == frozenset()
    kept = rows.query(AuditEntry).filter_by(act="guardians-ticked").one()
    assert kept.details == {"ticked": 2, "withdrawn": 0}


def test_a_tick_that_is_taken_away_withdraws_the_consent(contest, pupil, sign_in, post, rows):
    entry = pupil()
    sign_in(Role.SECRETARY)
    url, number = address(contest, "/guardians"), entry.person.number
    post(url, shown=[number], ticked=[number])
    post(url, shown=[number])
    assert not guardian_queries.may_be_ranked(entry)


def test_whoever_is_not_on_the_page_keeps_their_tick(contest, pupil, sign_in, post):
    first, second = pupil(), pupil("Trần Thị Hai")
    sign_in(Role.SECRETARY)
    url = address(contest, "/guardians")
    post(url, shown=[first.person.number], ticked=[first.person.number])
    post(url, shown=[second.person.number], ticked=[second.person.number])
    assert guardian_queries.may_be_ranked(first)


def test_a_contact_person_sees_and_ticks_their_own_school_alone(
    contest, pupil, school, sign_in, post, client, rows
):
    here = pupil()
    elsewhere = make_unit(contest.host, "Trường Khác", kind=UnitKind.SCHOOL)
    other = pupil("Trần Thị Hai", unit=elsewhere)
    sign_in(Role.CONTACT, unit_id=school.id)
    url = address(contest, "/guardians")
    page = client.get(url).text
    assert "Lê Văn Em" in page
    assert "Trần Thị Hai" not in page
    numbers = [here.person.number, other.person.number]
    post(url, shown=numbers, ticked=numbers)
    assert rows.query(GuardianConsent).one().entry is here


def test_the_printed_form_has_the_names_of_the_class(contest, pupil, sign_in, client):
    pupil()
    pupil("Trần Thị Hai", unit=None, unit_name="Trường Làng")
    sign_in(Role.SECRETARY)
    query = {"print": 1, "class": "Trường Gio Linh, lớp 5"}
    page = client.get(address(contest, "/guardians"), query_string=query).text
    assert "Lê Văn Em" in page
    assert "Trần Thị Hai" not in page
    assert "Chữ ký" in page


def test_who_is_of_age_stands_on_no_form(contest, pupil, sign_in, client):
    pupil("Người Lớn", birth_year=2000)
    sign_in(Role.SECRETARY)
    assert "Người Lớn" not in client.get(address(contest, "/guardians")).text
