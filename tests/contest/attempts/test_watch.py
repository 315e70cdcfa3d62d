"""The watch of a round: what is counted, what is refused and how often, what those who sit see."""

from datetime import timedelta

import pytest

from contest.attempts import news_queries, watch_service
from contest.attempts.models import Attempt
from contest.attempts.watch_models import MinuteCount
from contest.clock import milliseconds
from contest.contests import notice_service
from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.people.models import Person
from contest.rules.roles import Role
from contest.rules.watching import Counts
from contest.units.models import UnitKind
from tests.contest.attempts.factories import filling
from tests.contest.conftest import TOKEN
from tests.contest.contests.factories import make_unit
from tests.contest.factories import NOON, make_account

MINUTE = timedelta(minutes=1)
NOW = NOON + 5 * MINUTE


@pytest.fixture(autouse=True)
def fresh():
    watch_service.memory.forget()
    news_queries.forget()


@pytest.fixture
def app(open_round):
    return open_round[0]


@pytest.fixture
def entrant(enter):
    """Somebody who has entered a round of their own."""
    return enter()


def watch(entrant, now=NOW):
    db.session.rollback()
    watch_service.memory.forget()
    return watch_service.watch(db.session.get(Round, entrant.round_id), now)


def written(app):
    app.extensions["tally"].flush()
    db.session.rollback()


def hand_in(entrant, address, token):
    data = {"token": token, "sure": "1"}
    return entrant.client.post(f"{address}/hand-in", data=data)


def test_who_begins_sits_and_who_hands_in_sits_no_more(entrant):
    assert watch(entrant).total == Counts()
    address, token = entrant.sit()
    found = watch(entrant)
    assert (found.registered, found.total) == (1, Counts(1, 1, 1, 0))
    assert hand_in(entrant, address, token).status_code == 303
    assert watch(entrant).total == Counts(1, 1, 0, 1)


def test_whom_the_clock_closed_has_handed_in_nothing_written_down_or_not(entrant):
    entrant.sit()
    later = NOON + timedelta(hours=3)
    assert watch(entrant, later).total.by_clock == 1
    with filling():
        attempt = db.session.query(Attempt).filter_by(round_id=entrant.round_id).one()
        attempt.handed_in_ms = attempt.deadline_ms
    assert watch(entrant, later).total == Counts(1, 1, 0, 0)


def test_the_hour_of_a_start_and_of_an_end_are_counted(entrant):
    address, token = entrant.sit()
    hand_in(entrant, address, token)
    [noon] = watch(entrant).hours
    assert (noon.begun, noon.ended) == (1, 1)
    assert [each.begun for each in watch(entrant, NOON + timedelta(hours=2)).hours] == [1, 0, 0]


def test_an_attempt_of_which_nothing_comes_is_silent_until_something_does(entrant):
    _, token = entrant.sit()
    assert watch(entrant, NOW + 4 * MINUTE).silent == (0, 0)
    assert watch(entrant, NOW + 6 * MINUTE).silent == (1, 0)
    assert watch(entrant, NOW + 16 * MINUTE).silent == (1, 1)
    entrant.save(token, [1, 1, "A"])
    assert watch(entrant, NOW + 4 * MINUTE).silent == (0, 0)


def test_each_save_is_counted_in_its_minute_and_nothing_else_of_it(app, entrant):
    _, token = entrant.sit()
    for number in (1, 2):
        entrant.save(token, [number, 1, "A"])
    written(app)
    assert watch(entrant).saves[-1] == 2
    assert watch(entrant, NOW + MINUTE).saves[-2:] == [2, 0]
    assert watch(entrant, NOW + 61 * MINUTE).saves == [0] * 60
    assert watch(entrant).faults == []


def test_a_plain_forms_save_is_counted_too(app, entrant):
    address, token = entrant.sit()
    entrant.client.post(f"{address}/save", data={"token": token, "q1": "A"})
    written(app)
    assert watch(entrant).saves[-1] == 1


def faults(entrant):
    return {
        (each.code, each.status, each.is_of_round): each.count for each in watch(entrant).faults
    }


def test_what_is_refused_to_who_sits_is_counted_by_its_code(app, entrant):
    address, token = entrant.sit()
    hand_in(entrant, address, token)
    entrant.save(token, [1, 1, "A"], [2, 2, "B"])
    entrant.save("forged", [1, 1, "A"])
    written(app)
    found = faults(entrant)
    assert found[("attempt-over", 200, True)] == 1
    assert found[("token-forged", 422, False)] >= 1


def test_a_start_that_a_rule_refuses_is_counted_for_its_round(app, entrant, at):
    address = f"/c/{entrant.contest_id}"
    token = TOKEN.search(entrant.client.get(address).text)
    at(NOON + timedelta(days=8))
    entrant.client.post(f"{address}/r/1/start", data={"csrf_token": token[1]})
    written(app)
    watched = watch(entrant, NOON + timedelta(days=8))
    assert [(each.code, each.status) for each in watched.faults] == [("round-over", 409)]


def test_one_rounds_refusals_are_not_told_to_another(app, enter):
    one, other = enter(), enter()
    _, token = one.sit()
    one.save(token, [1, 99, "A"])
    written(app)
    assert ("position-unknown", 200, True) in faults(one)
    assert not [each for each in faults(other) if each[0] == "position-unknown"]


def test_counts_of_two_processes_add_up(app, entrant):
    _, token = entrant.sit()
    for number in (1, 2):
        entrant.save(token, [number, 1, "A"])
        written(app)
    assert watch(entrant).saves[-1] == 2


def test_counts_are_forgotten_after_a_day(app, entrant):
    _, token = entrant.sit()
    entrant.save(token, [1, 1, "A"])
    written(app)

    def forget(now):
        begin_writing()
        count = watch_service.forget_minutes(now)
        db.session.commit()
        return count

    assert forget(NOW + timedelta(hours=23)) == 0
    while forget(NOW + timedelta(days=30)):
        pass
    assert db.session.query(MinuteCount).count() == 0


def test_a_second_reader_within_ten_seconds_is_given_the_first_ones_count(entrant):
    watch(entrant)
    entrant.sit()
    db.session.rollback()
    round_ = db.session.get(Round, entrant.round_id)
    assert watch_service.watch(round_, NOW + timedelta(seconds=9)).total.started == 0
    assert watch_service.watch(round_, NOW + timedelta(seconds=10)).total.started == 1


def test_who_asks_while_another_counts_is_given_the_count_before():
    memory = watch_service.Memory()
    memory.get(("key",), 10, 0, lambda: "old")
    seen = []

    def count():
        seen.append(memory.get(("key",), 10, 20, lambda: "counted twice"))
        return "new"

    assert memory.get(("key",), 10, 20, count) == (20, "new")
    assert seen == [(0, "old")]
    assert memory.get(("key",), 10, 29, lambda: "again") == (20, "new")


def test_a_count_that_failed_is_tried_again():
    memory = watch_service.Memory()
    with pytest.raises(ZeroDivisionError):
        memory.get(("key",), 10, 0, lambda: 1 // 0)
    assert memory.get(("key",), 10, 0, lambda: 1) == (0, 1)


def test_people_are_counted_by_commune_and_office(enter):
    entrant = enter()
    with filling():
        round_ = db.session.get(Round, entrant.round_id)
        province = make_unit(None, "Tỉnh", kind=UnitKind.PROVINCE)
        commune = make_unit(None, "Xã", kind=UnitKind.COMMUNE, parent_id=province.id)
        hamlet = make_unit(round_.contest.host, "Thôn", kind=UnitKind.HAMLET, parent_id=commune.id)
        person = db.session.get(Person, entrant.person_id)
        person.residence_id = hamlet.id
    entrant.sit()
    found = watch(entrant)
    [line] = found.homes
    assert found.units[line.unit].full_name == "Xã"
    assert (line.registered, line.counts.sitting, found.works) == (1, 1, [])


@pytest.fixture
def staff(app, entrant):
    """A browser of somebody who may watch, and the address."""
    with filling():
        contest = db.session.get(Round, entrant.round_id).contest
        account = make_account(contest.host, Role.SECRETARY)
        address = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/watch"
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = account.get_id(), True
    return client, address


def test_the_page_and_its_part_say_the_same(staff, entrant):
    client, address = staff
    entrant.sit()
    page, part = (client.get(f"{address}{each}").text for each in ("", "/now"))
    assert "<html" in page
    assert "<html" not in part
    assert part.strip() in page


def tell(entrant, text, **given):
    with filling():
        contest = db.session.get(Round, entrant.round_id).contest
        notice_service.tell(contest, text, text[:20], make_account(), NOW, **given)


def asked(entrant, token, news):
    news_queries.forget()
    body = {"token": token, "news": news}
    return entrant.client.post("/attempts/news", json=body).json


def test_an_announcement_reaches_who_sits_and_its_end_takes_it_away(entrant, at):
    address, token = entrant.sit()
    tell(entrant, "Phòng 2 mất điện.", ends_at=NOW + 10 * MINUTE)
    assert asked(entrant, token, 0)["notices"] == ["Phòng 2 mất điện."]
    assert "Phòng 2 mất điện." in entrant.client.get(address).text
    at(NOW + 10 * MINUTE)
    assert "Phòng 2 mất điện." not in entrant.client.get(address).text
    with filling():
        notice_service.end_due(NOW + 10 * MINUTE)
    assert asked(entrant, token, 1)["notices"] == []


def test_a_round_without_announcements_asks_for_none(entrant, monkeypatch):
    address, _ = entrant.sit()
    monkeypatch.setattr("contest.attempts.routes.list_notices", None)
    assert entrant.client.get(address).status_code == 200


def test_times_are_those_of_the_request(app, entrant):
    _, token = entrant.sit()
    entrant.save(token, [1, 1, "A"])
    written(app)
    [row] = db.session.query(MinuteCount).filter_by(round_id=entrant.round_id).all()
    assert (row.minute, row.code) == (milliseconds(NOW) // 60_000, "saved")
