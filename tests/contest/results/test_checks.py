import pytest

from contest.audit.models import AuditEntry
from contest.contests.models import Entry
from contest.results import check_queries, check_service
from contest.results.check_models import Correction, Merge
from contest.results.models import Standing
from contest.rules.roles import Role
from contest.rules.verification import Ground, Item, State, Why
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, PEOPLE, compute, make_entrant, sit


@pytest.fixture
def entries(sat, rows, at):
    """The entries of the five, in the order of their places; the round is over and computed."""
    compute(sat.round)
    at(CLOSED)
    return rows.query(Entry).order_by(Entry.id).all()


@pytest.fixture
def judge(sat, log_in):
    judge = make_account(sat.round.contest.host, Role.JUDGE)
    log_in(judge)
    return judge


def url(entry, more=""):
    contest = entry.contest
    way = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/checks"
    return f"{way}/{entry.person.number}{more}"


def test_those_who_are_to_win_are_checked_first(sat, entries):
    listed = check_service.to_check(sat.round.contest)
    assert listed[0].person == entries[0].person_id
    assert {each.why for each in listed} == {Why.WINNER}


def test_who_is_not_recognised_stands_no_more_on_the_list(post, sat, entries, judge, rows):
    answer = post(
        url(entries[0], "/decision"), url(entries[0]),
        state="not-recognised", ground="several-accounts", why="Đăng ký hai lần.",
    )  # fmt: skip
    assert answer.status_code == 303
    rows.refresh(entries[0])
    assert (entries[0].state, entries[0].state_ground) == (
        State.NOT_RECOGNISED, Ground.SEVERAL_ACCOUNTS,
    )  # fmt: skip
    assert len(check_service.to_check(sat.round.contest)) == len(PEOPLE) - 1


@pytest.mark.usefixtures("judge")
def test_nobody_is_struck_out_without_a_ground(post, entries):
    answer = post(
        url(entries[0], "/decision"), url(entries[0]), state="not-recognised", why="Nghi ngờ."
    )
    assert answer.status_code == 422
    assert "phải chọn căn cứ" in answer.text
    assert "Nghi ngờ." in answer.text


@pytest.mark.usefixtures("judge")
def test_nobody_comes_back_from_verification_with_checks_missing(post, entries):
    page = url(entries[0])
    post(url(entries[0], "/decision"), page, state="to-verify", why="Cần xem lại.")
    answer = post(url(entries[0], "/decision"), page, state="eligible", why="Đã xem.")
    assert (answer.status_code, "Chưa kiểm tra đủ" in answer.text) == (422, True)


def test_items_are_ticked_off_and_taken_back(post, entries, judge, rows):
    page = url(entries[0])
    post(url(entries[0], "/items"), page, items=["card-seen", "not-barred"])
    post(url(entries[0], "/items"), page, items=["card-seen"])
    found = check_queries.checklists(entries[0].contest, [entries[0]])[entries[0].id]
    assert found.in_order == {Item.CARD_SEEN}
    assert rows.query(AuditEntry).filter_by(act="entrant-checked").count() == 2


def test_a_name_set_right_keeps_the_old_one(post, entries, judge, rows):
    old = entries[0].person.name
    post(
        url(entries[0], "/correction"), url(entries[0]),
        name="Đỗ Thị Anh", unit="", why="Theo thẻ căn cước.",
    )  # fmt: skip
    kept = rows.query(Correction).one()
    assert (kept.before, kept.after, kept.corrected_by) == (old, "Đỗ Thị Anh", judge)


def test_a_secretary_checks_and_does_not_decide(post, sat, entries, log_in):
    log_in(make_account(sat.round.contest.host, Role.SECRETARY))
    page = url(entries[0])
    assert post(url(entries[0], "/calls"), page, outcome="reached").status_code == 303
    refused = post(url(entries[0], "/decision"), page, state="to-verify", why="Nghi.")
    assert refused.status_code == 403


def test_two_registrations_become_the_earlier_one(post, client, sat, entries, judge, rows):
    twin = make_entrant(sat.round, "Đỗ Thị Ánh")
    rows.commit()
    way = url(entries[0], f"/merge/{twin.number}")
    assert "Được giữ" in client.get(way).text
    assert post(way, why="Cùng một thẻ căn cước.").status_code == 303
    made = rows.query(Merge).one()
    assert (made.kept, made.gone.person) == (entries[0], twin)
    assert made.gone.state is State.NOT_RECOGNISED


@pytest.mark.usefixtures("judge")
def test_the_attempts_of_a_merged_registration_count_for_the_one_that_is_kept(
    post, sat, entries, rows, at
):
    twin = make_entrant(sat.round, "Nguyễn Văn Dũng")
    sit(sat.round, twin, 4, 30)
    at(CLOSED)
    loser = entries[3]
    post(url(loser, f"/merge/{twin.number}"), why="Cùng một thẻ căn cước.")
    ranking = compute(sat.round)
    places = {
        each.person_id: each.place for each in rows.query(Standing).filter_by(ranking_id=ranking.id)
    }
    assert places[loser.person_id] == 1
    assert twin.id not in places


@pytest.mark.usefixtures("judge")
def test_a_merge_tells_which_attempts_are_too_many(client, sat, entries, rows, at):
    twin = make_entrant(sat.round, "Đỗ Thị Ánh")
    sit(sat.round, twin, 4, 60)
    at(CLOSED)
    text = client.get(url(entries[0], f"/merge/{twin.number}")).text
    assert "vượt quá số lượt" in text


@pytest.mark.usefixtures("judge")
def test_a_merged_registration_is_not_merged_again(post, client, sat, entries, rows):
    twin = make_entrant(sat.round, "Đỗ Thị Ánh")
    rows.commit()
    way = url(entries[0], f"/merge/{twin.number}")
    post(way, why="Cùng một người.")
    assert client.get(way).status_code == 409


@pytest.mark.usefixtures("judge")
def test_many_are_put_under_verification_at_once(post, client, entries, rows):
    way = url(entries[0]).rsplit("/", 1)[0]
    numbers = [entries[0].person.number, entries[1].person.number]
    assert post(f"{way}/verify", way, n=numbers).status_code == 303
    states = [each.state for each in rows.query(Entry).order_by(Entry.id)]
    assert states.count(State.TO_VERIFY) == len(numbers)
    assert "Chờ xác minh" in client.get(f"{way}?state=to-verify").text
