"""The committee orders equals and lots part them: of a round and of the board, people and units."""

import pytest

from contest.contests.models import Headcount
from contest.db import begin_writing, db
from contest.results import award_queries, committee_service, queries, service
from contest.results import settlement_queries as settlements
from contest.results.award_models import BoardPlace
from contest.results.award_words import why_unit
from contest.rules.boards import Combine
from contest.rules.lots import lot
from contest.rules.ranking import Key, Scheme
from contest.rules.ranking import encode as encode_scheme
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme
from contest.rules.unit_schemes import encode as encode_units
from contest.rules.units import Paths
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, compute

SAID = {"who": "Ban Tổ chức", "why": "Biên bản họp ngày 10/11"}


@pytest.fixture
def contest(sat):
    """Two communes of the host, equal in the rate, and people ordered by marks alone."""
    begin_writing()
    contest = sat.round.contest
    contest.combined = Combine.SUM
    for each in (sat.ben_quan, sat.cam_lo):
        each.host_id = contest.host_id
    db.session.query(Headcount).update({Headcount.count: 1})
    db.session.commit()
    return contest


def rank_by(contest, last):
    begin_writing()
    scheme = UnitScheme(UnitScheme.of("rate", last).criteria, paths=Paths.RESIDENCE)
    contest.unit_scheme = encode_units(scheme)
    contest.audiences[0].scheme = encode_scheme(Scheme.of(Key.RIGHT, Key.DURATION, Key(last)))
    db.session.commit()


def compute_board(contest):
    begin_writing()
    board = service.compute_board(contest, CLOSED)
    db.session.commit()
    return board


def unit_places(head):
    return [(each.unit.name, each.place) for each in award_queries.list_unit_places(head)]


@pytest.fixture
def base(contest, log_in, at):
    at(CLOSED)
    log_in(make_account(contest.host, Role.ORGANISER))
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"


@pytest.fixture
def committee(contest, base):
    rank_by(contest, "committee")
    compute(contest.rounds[0])
    compute_board(contest)
    return base


def test_units_that_are_equal_wait_for_the_committee(contest, committee):
    [tie] = settlements.list_unit_ties(contest, queries.find_ranking(contest.rounds[0].id))
    assert {name.split(",")[0] for _, name in tie.members} == {"xã Bến Quan", "xã Cam Lộ"}


def names_reversed(client, address):
    """The tied units as the page proposes them, in the other order."""
    page = client.get(f"{address}?tie=0").text
    area = page[page.index("<textarea") :]
    return area[area.index(">") + 1 : area.index("</textarea>")].strip().splitlines()[::-1]


@pytest.mark.parametrize("where", ["rounds/1", "board"])
def test_the_committee_orders_units_on_a_page(contest, committee, client, post, where):
    address = f"{committee}/{where}/settlements/units"
    order = names_reversed(client, address)
    answer = post(address, address, order="\n".join(order), **SAID)
    assert answer.status_code == 303
    head = compute(contest.rounds[0]) if where != "board" else compute_board(contest)
    places = award_queries.list_unit_places(head)
    assert [each.unit.full_name for each in places] == order
    assert [each.place for each in places] == [1, 2]
    page = client.get(address).text
    assert all(words in page for words in (*order, SAID["who"], SAID["why"]))


def test_a_unit_is_named_by_its_code_as_well(contest, committee, post, sat):
    address = f"{committee}/rounds/1/settlements/units"
    order = f"{sat.cam_lo.code}\n{sat.ben_quan.code}"
    assert post(address, address, order=order, **SAID).status_code == 303
    assert unit_places(compute(sat.round)) == [("Cam Lộ", 1), ("Bến Quan", 2)]


def test_a_unit_that_is_not_found_is_named_and_what_was_typed_stays(committee, post, sat):
    address = f"{committee}/rounds/1/settlements/units"
    answer = post(address, address, order=f"{sat.cam_lo.code}\nxã Không Có", **SAID)
    assert answer.status_code == 422
    assert "Không tìm thấy đúng một đơn vị tên “xã Không Có”" in answer.text
    assert SAID["why"] in answer.text


def test_one_unit_alone_is_no_order(committee, post, sat):
    address = f"{committee}/board/settlements/units"
    answer = post(address, address, order=f"{sat.cam_lo.code}", **SAID)
    assert (answer.status_code, "hai đơn vị khác nhau" in answer.text) == (422, True)


def test_a_units_reason_names_the_committee(contest, committee, post, sat):
    address = f"{committee}/rounds/1/settlements/units"
    post(address, address, order=f"{sat.cam_lo.code}\n{sat.ben_quan.code}", **SAID)
    first, second = award_queries.list_unit_places(compute(sat.round))
    words = why_unit(first, {second.unit_id: "xã Bến Quan"}, {})
    assert words == ("Đứng trên xã Bến Quan vì thứ tự do Ban Tổ chức quyết định: 1 so với 2.")


def test_the_committee_orders_people_of_the_board_on_a_page(contest, committee, client, post):
    address = f"{committee}/board/settlements"
    order = names_reversed(client, address)
    assert post(address, address, order="\n".join(order), **SAID).status_code == 303
    board = compute_board(contest)
    found = db.session.query(BoardPlace).filter_by(board_id=board.id, is_shared=False)
    places = {each.person.number: each.place for each in found}
    assert [places[each] for each in order] == [2, 3]


def test_a_decision_of_the_board_orders_nobody_in_a_round(contest, committee, client, post):
    address = f"{committee}/board/settlements"
    order = names_reversed(client, address)
    post(address, address, order="\n".join(order), **SAID)
    compute(contest.rounds[0])
    assert settlements.list_ties(contest, queries.find_ranking(contest.rounds[0].id))


def enter(round_):
    begin_writing()
    committee_service.enter_lot_number(round_, "04213", "xổ số", CLOSED)
    db.session.commit()


def test_lots_part_equal_units_of_a_round_and_of_the_board(contest, sat):
    rank_by(contest, "lot")
    compute(sat.round)
    enter(sat.round)
    places = [place for _, place in unit_places(compute(sat.round))]
    assert places == [place for _, place in unit_places(compute_board(contest))] == [1, 2]


@pytest.mark.parametrize("page", ["r/1/lots", "lots"])
def test_everybody_can_draw_a_units_lot_again(contest, sat, client, at, page):
    rank_by(contest, "lot")
    compute(sat.round)
    enter(sat.round)
    at(CLOSED)
    text = client.get(f"/c/{contest.public_id}/{page}").text
    root = bytes.fromhex(sat.round.evidence_root)
    for each in (sat.ben_quan, sat.cam_lo):
        drawn = lot(sat.round.secret, root, "04213", str(each.id))
        assert f"{drawn:014x}" in text
        assert each.full_name in text


def test_the_boards_page_says_whose_number_it_is_drawn_with(contest, sat, client, base):
    rank_by(contest, "lot")
    compute(sat.round)
    compute_board(contest)
    assert f"dùng số của {sat.round.title}" in client.get(f"{base}/board").text
    page = client.get(f"/c/{contest.public_id}/lots").text
    assert f"đợt cuối cùng đã có kết quả: {sat.round.title}" in page


def test_without_a_board_there_are_no_lots_of_it(contest, sat, client, at):
    at(CLOSED)
    assert client.get(f"/c/{contest.public_id}/lots").status_code == 404
