"""A unit's own board keeps the whole one's order; an entrant reads the own place once it is out."""

import pytest

from contest.db import begin_writing, db
from contest.people.models import Person
from contest.results import board_queries, queries, service
from contest.results import unit_board_queries as unit_boards
from contest.rules.boards import Combine
from contest.rules.disclosure import What, encode_opens
from contest.rules.result_way import State
from contest.rules.roles import Role
from tests.contest.attempts.entrants import known_browser
from tests.contest.contests.factories import make_person
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, PEOPLE, compute, set_state
from tests.contest.results.test_truths import LATER, second_round


@pytest.fixture
def contest(sat, at):
    at(CLOSED)
    begin_writing()
    sat.round.contest.combined = Combine.SUM
    sat.ben_quan.host_id = sat.round.contest.host_id
    db.session.commit()
    return sat.round.contest


def named(rows):
    names = {each.id: each.name for each in db.session.query(Person)}
    return [(names[each.season.person], each.place.place) for each in rows]


def of_round(sat):
    ranking = queries.find_ranking(sat.round.id)
    chosen = sat.round.contest.audiences[0]
    return unit_boards.of_round(sat.round, ranking, chosen, sat.ben_quan)


def test_a_units_people_keep_their_order_and_are_placed_anew(contest, sat):
    compute(sat.round)
    assert named(of_round(sat)) == [
        ("Đỗ Thị Ánh", 1), ("Trần Văn Đức", 2), ("=Phạm Thị Bình", 3)
    ]  # fmt: skip


def test_why_one_stands_above_the_next_of_the_unit_names_that_one(contest, sat):
    compute(sat.round)
    first, second, _ = of_round(sat)
    assert first.place.reason.other == second.season.contest_number
    assert (first.place.reason.mine, first.place.reason.theirs) == (4, 3)


def test_the_order_is_that_of_the_whole_board(contest, sat):
    added = second_round(sat.round)
    compute(sat.round, LATER)
    compute(added, LATER)
    begin_writing()
    board = service.compute_board(contest, LATER)
    db.session.commit()
    chosen = contest.audiences[0]
    whole = [each.name for each in board_queries.each_place(board, chosen)]
    counted = board_queries.list_counted(contest)
    own = [name for name, _ in named(
        unit_boards.of_contest(contest, counted, chosen, sat.ben_quan))]  # fmt: skip
    assert own == [each for each in whole if each in own]
    assert len(own) == 3


@pytest.mark.parametrize("where", ["rounds/1/units/people", "board/units/people"])
def test_who_judges_reads_a_units_board(contest, sat, client, log_in, where):
    compute(sat.round)
    log_in(make_account(contest.host, Role.JUDGE))
    url = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/{where}"
    page = client.get(f"{url}?unit={sat.ben_quan.public_id}").text
    assert "Đỗ Thị Ánh" in page
    assert "Lê Thị Ân" not in page
    assert client.get(f"{url}?unit=nowhere").status_code == 404
    assert "Đơn vị" in client.get(url).text


@pytest.fixture
def browser(app, sat):
    return known_browser(app, db.session.query(Person).filter_by(name=PEOPLE[1][0]).one())


@pytest.fixture
def url(contest):
    return f"/c/{contest.public_id}/my-place"


def publish(sat, *, numbers=False):
    begin_writing()
    if numbers:
        sat.round.contest.disclosure = encode_opens({What.NUMBERS: State.PUBLISHED})
        db.session.commit()
    compute(sat.round)
    begin_writing()
    service.compute_board(sat.round.contest, CLOSED)
    db.session.commit()
    set_state(sat.round, State.PUBLISHED)


def test_nobody_reads_a_place_before_the_publication(contest, sat, browser, url):
    compute(sat.round)
    assert "Chưa có." in browser.get(url).text


def test_an_entrant_reads_the_own_place_in_the_round_and_on_the_board(contest, sat, browser, url):
    publish(sat)
    page = browser.get(url).text
    assert page.count("Hạng 2 trên 5 người.") == 2
    assert "Bảng xếp hạng chung các đợt" in page
    assert "cùng hạng" in page


def test_why_is_told_where_numbers_are_public(contest, sat, browser, url):
    publish(sat)
    assert "Đứng sau số báo danh" not in browser.get(url).text
    publish(sat, numbers=True)
    assert "Đứng sau số báo danh" in browser.get(url).text


def test_the_board_waits_for_every_round_that_it_counts(contest, sat, browser, url, at):
    added = second_round(sat.round)
    at(LATER)
    compute(sat.round, LATER)
    compute(added, LATER)
    begin_writing()
    service.compute_board(contest, LATER)
    db.session.commit()
    set_state(sat.round, State.PUBLISHED, LATER)
    assert "Bảng xếp hạng chung các đợt" not in browser.get(url).text
    set_state(added, State.PUBLISHED, LATER)
    assert "Bảng xếp hạng chung các đợt" in browser.get(url).text


def test_who_did_not_enter_has_no_such_page(contest, app, url):
    stranger = make_person(contest.host)
    assert known_browser(app, stranger).get(url).status_code == 403
