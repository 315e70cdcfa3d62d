"""What a computation reads and gives: prizes, who is passed over, units, lots, boards."""

from datetime import timedelta

import pytest

from contest.attempts.extra_models import Extra, Truth
from contest.contests import prize_queries, prize_service
from contest.contests.models import Entry, Headcount
from contest.contests.prize_models import Prize
from contest.db import begin_writing, db
from contest.errors import LotsDrawn, LotsTooEarly, ResultFinal
from contest.people.models import Person
from contest.results import (
    award_queries,
    change_queries,
    committee_service,
    queries,
    service,
)
from contest.results.committee_service import Said
from contest.rules.boards import Combine
from contest.rules.prize_changes import Why, encode
from contest.rules.prizes import Edge, PrizeRules, Repeat
from contest.rules.ranking import Key, Scheme
from contest.rules.ranking import encode as encode_scheme
from contest.rules.result_way import State
from contest.rules.unit_schemes import CombineRounds, UnitScheme
from contest.rules.unit_schemes import encode as encode_units
from contest.rules.units import Paths
from contest.rules.verification import State as EntryState
from tests.contest.contests.factories import make_unit
from tests.contest.factories import keep, make_account
from tests.contest.results.factories import CLOSED, compute, set_state

FIRST, SECOND = "Đỗ Thị Ánh", "Trần Văn Đức"


@pytest.fixture
def contest(sat):
    contest = sat.round.contest
    for rank, (title, amount) in enumerate((("Nhất", 900_001), ("Nhì", 500_000)), 1):
        keep(
            Prize(
                public_id=f"p{rank}-{contest.id}", contest_id=contest.id, round_id=sat.round.id,
                is_for_units=False, is_by_proposal=False, rank=rank, title=title, count=1,
                amount=amount,
            )
        )  # fmt: skip
    return contest


def terms(contest, edge=Edge.SHARED, repeat=Repeat.ONCE_IN_CONTEST):
    contest.prize_rules = encode(PrizeRules((), edge, repeat))
    db.session.commit()


def winners(ranking):
    return [
        (each.person.name, each.prize.title, each.amount)
        for each in award_queries.list_awards(ranking)
    ]


def entry_of(name):
    return db.session.query(Entry).join(Person).filter(Person.name == name).one()


def strike_out(name):
    entry_of(name).state = EntryState.NOT_RECOGNISED
    db.session.commit()


def test_equals_over_an_edge_share_the_money(contest, sat):
    terms(contest)
    found = winners(compute(sat.round))
    assert found[0] == (FIRST, "Nhất", 900_001)
    assert [(title, amount) for _, title, amount in found[1:]] == [("Nhì", 250_000)] * 2


def test_a_prize_of_somebody_struck_out_passes_on(contest, sat):
    terms(contest, Edge.ALL)
    compute(sat.round)
    strike_out(FIRST)
    found = winners(compute(sat.round))
    assert FIRST not in {name for name, *_ in found}
    assert [title for _, title, _ in found] == ["Nhất", "Nhất", "Nhì"]


def test_the_difference_between_versions_says_why(contest, sat):
    terms(contest, Edge.ALL)
    old = compute(sat.round)
    strike_out(FIRST)
    new = compute(sat.round)
    found = change_queries.changes(old, new, contest.audiences[0].id)
    whys = {change.before and change.before.title: change.why for change in found}
    assert whys["Nhất"] is Why.STRUCK_OUT
    assert whys["Nhì"] is Why.PASSED_ON


def test_a_prize_by_proposal_is_given_where_no_units_are_ranked(contest, sat):
    judge = make_account(contest.host)
    prize = keep(
        Prize(
            public_id="by-proposal", contest_id=contest.id, round_id=sat.round.id,
            is_for_units=True, is_by_proposal=True, rank=1, title="Giấy khen", count=1, amount=0,
        )
    )  # fmt: skip
    said = Said("Ban Tổ chức", "Tuyên truyền tốt.", judge, CLOSED)
    committee_service.propose(contest, prize, sat.ben_quan, said)
    db.session.commit()
    given = award_queries.list_awards(compute(sat.round))
    assert [each.prize.title for each in given if each.unit == sat.ben_quan] == ["Giấy khen"]


def test_a_final_result_is_not_computed_again(contest, sat):
    compute(sat.round)
    set_state(sat.round, State.FINAL)
    with pytest.raises(ResultFinal):
        compute(sat.round)


def test_under_age_without_consent_nobody_is_ranked(contest, sat):
    contest.needs_guardian = True
    person = entry_of(SECOND).person
    person.birth_year = contest.created_at.year - 10
    db.session.commit()
    ranking = compute(sat.round)
    names = {each.name for each in queries.each_standing(ranking, contest.audiences[0])}
    assert SECOND not in names
    assert FIRST in names


def drawn_by_lot(contest):
    contest.audiences[0].scheme = encode_scheme(Scheme.of(Key.RIGHT, Key.DURATION, Key.LOT))
    db.session.commit()


def test_no_number_is_entered_before_the_hand_ins_are_fixed(contest, sat):
    with pytest.raises(LotsTooEarly):
        committee_service.enter_lot_number(sat.round, "04213", "xổ số", CLOSED)


def test_lots_part_equals_once_the_public_number_is_entered(contest, sat):
    drawn_by_lot(contest)
    compute(sat.round)
    begin_writing()
    committee_service.enter_lot_number(sat.round, "04213", "xổ số", CLOSED)
    db.session.commit()
    ranking = compute(sat.round)
    places = [each.place for each in queries.each_standing(ranking, contest.audiences[0])]
    assert places == [1, 2, 3, 4, 5]


def test_lots_are_drawn_once(contest, sat):
    compute(sat.round)
    begin_writing()
    committee_service.enter_lot_number(sat.round, "04213", "xổ số", CLOSED)
    with pytest.raises(LotsDrawn):
        committee_service.enter_lot_number(sat.round, "1", "xổ số", CLOSED)


def test_the_root_stays_as_it_was_first_fixed(contest, sat):
    compute(sat.round)
    root = sat.round.evidence_root
    strike_out(FIRST)
    compute(sat.round)
    assert sat.round.evidence_root == root
    assert len(root) == 64


def test_the_committee_orders_equals(contest, sat):
    contest.audiences[0].scheme = encode_scheme(Scheme.of(Key.RIGHT, Key.DURATION, Key.COMMITTEE))
    db.session.commit()
    standings = list(queries.each_standing(compute(sat.round), contest.audiences[0]))
    order = [standings[2].number, standings[1].number]
    begin_writing()
    said = Said("Ban Tổ chức", "Biên bản họp", make_account(), CLOSED)
    committee_service.settle(contest, sat.round, None, order, said)
    db.session.commit()
    again = list(queries.each_standing(compute(sat.round), contest.audiences[0]))
    assert [each.number for each in again[1:3]] == order
    assert [each.place for each in again] == [1, 2, 3, 4, 5]


def test_the_newest_truth_of_the_committees_question_counts(contest, sat):
    contest.audiences[0].scheme = encode_scheme(Scheme.of(Key.FACT, Key.RIGHT, Key.DURATION))
    for version, value in ((1, 10), (2, 95)):
        keep(
            Truth(
                round_id=sat.round.id, extra=Extra.FACT, version=version, value=value,
                source="Niên giám", found_at=CLOSED, is_counted=False,
            )
        )  # fmt: skip
    db.session.commit()
    assert compute(sat.round).version == 1


def test_communes_are_placed_with_their_figures_and_reasons(contest, sat):
    scheme = UnitScheme(
        UnitScheme.of("rate", "entrants").criteria, least_headcount=2, paths=Paths.RESIDENCE
    )
    contest.unit_scheme = encode_units(scheme)
    db.session.commit()
    places = award_queries.list_unit_places(compute(sat.round))
    assert [(each.unit.name, each.place) for each in places] == [("Bến Quan", 1), ("Cam Lộ", 2)]
    assert places[0].values["rate"] == 3750
    assert places[0].reason["key"] == "rate"


def test_a_unit_of_which_nobody_took_part_wins_nothing_by_its_place(contest, sat):
    empty = make_unit(contest.host, "Sở Vắng", headcount=5)
    db.session.add(Headcount(round_id=sat.round.id, unit_id=empty.id, count=5))
    contest.unit_scheme = encode_units(UnitScheme.of("rate"))
    keep(
        Prize(
            public_id="of-units", contest_id=contest.id, round_id=sat.round.id, is_for_units=True,
            is_by_proposal=False, rank=1, title="Tập thể", count=3, amount=0,
        )
    )  # fmt: skip
    ranking = compute(sat.round)
    assert [each.unit for each in award_queries.list_unit_places(ranking)] == [empty]
    assert [each for each in award_queries.list_awards(ranking) if each.unit] == []


@pytest.mark.parametrize("combine", [CombineRounds.SUM, CombineRounds.DISTINCT])
def test_what_a_unit_is_given_for_the_whole_contest_counts_on_its_board(contest, sat, combine):
    contest.combined = Combine.SUM
    criteria = UnitScheme.of("criterion:tc1").criteria
    contest.unit_scheme = encode_units(UnitScheme(criteria, combine=combine, paths=Paths.RESIDENCE))
    prize_service.add_criterion(contest, "Tuyên truyền", 1000, 0)
    [criterion] = prize_queries.list_criteria(contest)
    said = Said("Ban Tổ chức", "Nhiều buổi.", make_account(contest.host), CLOSED)
    committee_service.mark(criterion, sat.round, sat.ben_quan, 700, said)
    committee_service.mark(criterion, None, sat.cam_lo, 900, said)
    db.session.commit()
    compute(sat.round)
    begin_writing()
    places = award_queries.list_unit_places(service.compute_board(contest, CLOSED))
    found = [(each.unit.name, each.values["criterion:tc1"]) for each in places]
    assert found == [("Cam Lộ", 900), ("Bến Quan", 700)]


def test_a_board_sums_up_the_rounds_that_were_computed(contest, sat):
    contest.combined = Combine.SUM
    compute(sat.round)
    begin_writing()
    board = service.compute_board(contest, CLOSED)
    db.session.commit()
    assert board.version == 1
    assert dict(board.figures["audiences"])[contest.audiences[0].id] == 5


def test_prizes_of_the_whole_contest_make_a_board_though_people_have_no_places_on_it(contest, sat):
    keep(
        Prize(
            public_id="whole", contest_id=contest.id, is_for_units=True, is_by_proposal=True,
            rank=1, title="Giấy khen", count=1, amount=0,
        )
    )  # fmt: skip
    begin_writing()
    service.ask(contest, sat.round, None, CLOSED)
    db.session.commit()
    desk = service.Desk()
    while isinstance(work := desk.prepare(CLOSED), service.Work):
        desk.store(CLOSED, work)
    assert award_queries.find_board(contest.id) is not None


def test_a_computation_that_is_asked_for_is_written_and_followed_by_the_board(contest, sat):
    contest.combined = Combine.SUM
    db.session.commit()
    begin_writing()
    asked = service.ask(contest, sat.round, None, CLOSED)
    db.session.commit()
    desk, steps = service.Desk(), 0
    while isinstance(work := desk.prepare(CLOSED + timedelta(hours=1)), service.Work):
        desk.store(CLOSED, work)
        steps += 1
        assert steps < 20
    assert (asked.written, asked.finished_at) == (asked.total, CLOSED)
    assert queries.find_ranking(sat.round.id).version == 1
    assert award_queries.find_board(contest.id).version == 1


def test_what_a_runner_that_died_has_left_is_taken_away_first(contest, sat):
    dead, living = service.Desk(), service.Desk()
    work = dead.prepare(CLOSED)
    dead.store(CLOSED, work)
    assert queries.find_ranking(sat.round.id) is None
    while isinstance(work := living.prepare(CLOSED), service.Work):
        living.store(CLOSED, work)
    assert queries.find_ranking(sat.round.id).version == 1
    assert dead.store(CLOSED, dead.prepare(CLOSED)) == 0
