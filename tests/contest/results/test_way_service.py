"""A round's result goes its way step by step, each with what it rests on."""

from datetime import timedelta

import pytest

from contest.contests import way_queries as ways
from contest.contests.official_models import OfficialKind
from contest.db import begin_writing, db
from contest.results import queries, way_queries, way_service
from contest.results.way_models import WayStep
from contest.results.way_service import Move
from contest.rules.official_paper import PaperFault
from contest.rules.result_way import State, WayFault, WayRefused
from contest.rules.roles import Role
from tests.contest.factories import NOON, make_account
from tests.contest.results.factories import CLOSED, compute
from tests.contest.results.ways import DAY, LATER, take_complaints, traveller


@pytest.fixture
def result(sat):
    return traveller(sat)


def refused(act, *given, **more):
    with pytest.raises(WayRefused) as caught:
        act(*given, **more)
    db.session.rollback()
    return [each.code for each in caught.value.obstacles]


def test_a_round_is_open_while_it_runs_and_closed_after_it(sat):
    assert ways.state_of(sat.round, None, NOON) is State.OPEN
    assert ways.state_of(sat.round, None, CLOSED) is State.CLOSED


def test_the_whole_way_is_written_down_step_by_step(result, rows):
    result.go(State.PUBLISHED)
    steps = [(each.number, each.to_state) for each in rows.query(WayStep).order_by(WayStep.number)]
    assert steps == [
        (1, State.PROVISIONAL),
        (2, State.MINUTES),
        (3, State.DECISION),
        (4, State.PUBLISHED),
    ]


def test_a_provisional_result_is_computed_where_it_was_not_yet(result):
    way = result.take(State.PROVISIONAL)
    assert way.ranking_id == queries.find_ranking(result.round.id).id


def test_without_a_decision_nothing_is_published(result):
    result.go(State.MINUTES)
    assert refused(result.take, State.PUBLISHED) == [WayFault.NO_SUCH_STEP]


@pytest.mark.parametrize("given", [{"document": None}])
def test_a_decision_has_its_paper(result, given):
    result.go(State.MINUTES)
    assert refused(result.take, State.DECISION, **given) == [PaperFault.MISSING]


def test_a_decision_has_a_number(result):
    result.go(State.MINUTES)
    paper = result.paper(OfficialKind.DECISION, number=" ")
    assert refused(result.take, State.DECISION, document=paper) == [PaperFault.NUMBER_MISSING]


def test_minutes_are_not_older_than_the_closing(result):
    result.take(State.PROVISIONAL)
    result.confirm()
    paper = result.paper(OfficialKind.MINUTES, DAY - timedelta(days=5))
    assert refused(result.take, State.MINUTES, document=paper) == [PaperFault.TOO_EARLY]


def test_minutes_wait_for_each_judge_by_name(result):
    make_account(result.round.contest.host, Role.JUDGE)
    result.take(State.PROVISIONAL)
    result.confirm()
    assert refused(result.take, State.MINUTES) == [WayFault.CONFIRMATIONS_MISSING]


def test_a_dissent_is_a_word_too(result):
    result.take(State.PROVISIONAL)
    result.confirm("Câu 7 có hai đáp án đúng.")
    assert result.take(State.MINUTES).state is State.MINUTES


def test_the_newest_word_of_a_judge_counts(result):
    result.take(State.PROVISIONAL)
    result.confirm("Chưa rõ.")
    result.confirm()
    [said] = way_queries.list_confirmations(way_queries.ranking_of(result.way))
    assert (said.judge, said.dissent) == (result.judge, "")


def test_a_word_on_a_result_that_was_computed_anew_is_refused(result):
    result.take(State.PROVISIONAL)
    begin_writing()
    found = refused(way_service.confirm, result.way, result.judge, "0" * 64, "", CLOSED)
    assert found == ["way-other-result"]


def test_a_step_is_taken_by_its_roles_alone(result):
    by = {"by": result.organiser, "roles": frozenset({Role.ORGANISER})}
    assert refused(result.take, State.PROVISIONAL, **by) == [WayFault.ROLE_NOT_ALLOWED]


def test_a_step_back_needs_its_reason(result):
    result.go(State.MINUTES)
    by = {"by": result.judge, "roles": frozenset({Role.JUDGE}), "document": None}
    back = State.PROVISIONAL
    assert refused(result.take, back, **by) == [WayFault.REASON_MISSING]
    assert result.take(back, reason="Nhầm số liệu.", **by).state is back


def test_what_was_computed_later_does_not_change_what_the_minutes_bear(result):
    way = result.go(State.MINUTES)
    before = way.ranking_id
    compute(result.round)
    db.session.refresh(way)
    assert way.ranking_id == before != queries.find_ranking(result.round.id).id


def test_a_provisional_result_is_the_newest_computation(result):
    way = result.take(State.PROVISIONAL)
    newest = compute(result.round)
    db.session.refresh(way)
    assert way.ranking_id == newest.id


def test_taken_back_from_the_publication_nothing_is_published(result):
    result.go(State.PUBLISHED)
    paper = result.paper(OfficialKind.DECISION)
    given = {"document": paper, "reason": "Sai đáp án.", "roles": frozenset({Role.ORGANISER})}
    result.take(State.MINUTES, **given)
    assert ways.published([result.round]) == frozenset()
    assert ways.published_at(result.round) is None


def test_where_the_regulation_takes_complaints_the_publication_opens_them(result):
    take_complaints(result.round.contest)
    assert result.go(State.PUBLISHED).state is State.COMPLAINTS


@pytest.mark.parametrize(("days", "state"), [(5, State.COMPLAINTS), (6, State.FINAL)])
def test_the_clock_makes_a_result_final_after_the_last_day(result, days, state):
    take_complaints(result.round.contest, 5)
    way = result.go(State.PUBLISHED)
    begin_writing()
    done = way_service.end_by_clock(CLOSED + timedelta(days=days))
    db.session.commit()
    assert (done, way.state) == (int(state is State.FINAL), state)


def test_without_complaints_the_organiser_ends_it_and_not_the_clock(result):
    way = result.go(State.PUBLISHED)
    begin_writing()
    assert way_service.end_by_clock(LATER) == 0
    assert result.take(State.FINAL).state is State.FINAL
    assert way.state is State.FINAL


def test_what_is_final_is_only_annulled(result):
    result.go(State.PUBLISHED)
    result.take(State.FINAL)
    back = {"document": result.paper(OfficialKind.DECISION), "reason": "Sai."}
    assert refused(result.take, State.PROVISIONAL, **back) == [WayFault.NO_SUCH_STEP]
    assert result.take(State.ANNULLED, **back).state is State.ANNULLED


def test_audiences_go_their_own_ways_where_set(sat):
    contest = sat.round.contest
    contest.ways_by_audience = True
    one = traveller(sat, contest.audiences[0])
    one.go(State.PUBLISHED)
    assert ways.state_of(sat.round, contest.audiences[0].id, CLOSED) is State.PUBLISHED
    assert ways.state_of(sat.round, None, CLOSED) is State.PUBLISHED


def test_two_ways_of_all_audiences_together_cannot_be(result, rows):
    result.take(State.PROVISIONAL)
    rows.add(ways.Way(round=result.round, state=State.CLOSED, since_at=CLOSED))
    with pytest.raises(Exception, match=r"(?i)unique"):
        rows.flush()
    rows.rollback()


def test_a_move_of_the_clock_has_nobody(result, rows):
    take_complaints(result.round.contest)
    result.go(State.PUBLISHED)
    last = rows.query(WayStep).order_by(WayStep.number.desc()).first()
    assert (last.to_state, last.done_by) == (State.COMPLAINTS, None)
    assert Move(State.FINAL).roles is None
