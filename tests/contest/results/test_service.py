from datetime import timedelta

import pytest

from contest.clock import milliseconds
from contest.errors import MarksMissing, RoundStillOpen
from contest.people.models import Person
from contest.results import charts_service, queries, service
from contest.results.models import Basis, Chart, Ranking, Standing
from questions.text import fold
from tests.contest.attempts.factories import start
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON
from tests.contest.results.factories import (
    BY_NAME,
    CLOSED,
    PEOPLE,
    PLACES,
    compute,
    make_entrant,
    sit,
)


def standings(round_, **given):
    ranking = queries.get_ranking(round_)
    return list(queries.each_standing(ranking, round_.contest.audiences[0], **given))


def line(ranking, unit, basis=Basis.RESIDENCE):
    """The line of a unit in the table of all audiences; None: the whole."""
    lines = queries.list_totals(ranking, basis, None)
    [found] = [each for each in lines if each.unit_id == (unit and unit.id)]
    return found


def test_equals_share_a_place_and_the_next_one_is_skipped(sat):
    compute(sat.round)
    assert [each.place for each in standings(sat.round)] == PLACES
    assert [each.is_shared for each in standings(sat.round)] == [False, True, True, False, False]


def test_the_order_is_by_right_answers_then_by_seconds(sat):
    compute(sat.round)
    found = [(each.right_count, each.duration_ms // 1000) for each in standings(sat.round)]
    assert found == [(right, seconds) for _, right, seconds, _ in PEOPLE]


def test_each_person_stands_once_with_the_best_attempt(sat, rows):
    compute(sat.round)
    assert rows.query(Standing).count() == len(PEOPLE)
    first = standings(sat.round)[0]
    assert (first.right_count, first.attempt_count) == (4, 2)


def test_communes_sum_up_to_the_whole(sat):
    ranking = compute(sat.round)
    communes = [line(ranking, each) for each in (sat.ben_quan, sat.cam_lo)]
    everybody = line(ranking, None)
    for figure in ("entrants", "attempts", "all_right"):
        parts = [getattr(each, figure) for each in communes]
        assert sum(parts) == getattr(everybody, figure), figure


def test_a_communes_line_counts_people_once_and_attempts_all(sat):
    found = line(compute(sat.round), sat.ben_quan)
    assert (found.entrants, found.attempts, found.all_right) == (3, 4, 1)


def test_the_rate_is_of_the_headcount_that_the_round_states(sat):
    found = line(compute(sat.round), sat.ben_quan)
    assert (found.headcount, found.rate, found.is_over) == (8, 3750, False)


def test_more_entrants_than_people_are_marked_and_the_rate_stays_whole(sat):
    found = line(compute(sat.round), sat.cam_lo)
    assert (found.headcount, found.rate, found.is_over) == (1, 10_000, True)


def test_who_has_no_unit_is_in_the_whole_alone(sat):
    lines = queries.list_totals(compute(sat.round), Basis.UNIT, None)
    assert [(each.unit_id, each.entrants) for each in lines] == [(None, len(PEOPLE))]


def test_an_audiences_table_is_the_whole_table_where_there_is_one_audience(sat):
    ranking = compute(sat.round)
    audience = sat.round.contest.audiences[0]
    by_audience = queries.list_totals(ranking, Basis.RESIDENCE, audience.id)
    whole = queries.list_totals(ranking, Basis.RESIDENCE, None)
    assert [each.entrants for each in by_audience] == [each.entrants for each in whole]


def test_figures_count_everybody(sat):
    figures = compute(sat.round).figures
    assert sum(count for _, count in figures["histogram"]) == len(PEOPLE)
    assert figures["bands"] == {"whole": 1, "high": 3, "middle": 0, "low": 1, "none": 1}
    assert figures["days"] == [["2030-05-04", 5, 5], ["2030-05-05", 0, 1]]


def test_each_computation_is_a_new_version_with_the_same_digest(sat):
    first, second = compute(sat.round), compute(sat.round, CLOSED + timedelta(hours=1))
    assert (first.version, second.version) == (1, 2)
    assert first.digest == second.digest


def test_other_evidence_gives_another_digest(sat):
    first = compute(sat.round)
    sit(sat.round, make_entrant(sat.round), 2, 50)
    assert compute(sat.round).digest != first.digest


def test_nothing_is_computed_while_anyone_may_still_sit(sat, rows):
    with pytest.raises(RoundStillOpen):
        service.compute(sat.round, sat.round.closes_at - timedelta(milliseconds=1))
    assert rows.query(Ranking).count() == 0


def test_nothing_is_computed_while_marks_are_missing(sat):
    start(sat.round, make_entry(sat.round.contest))
    with pytest.raises(MarksMissing) as caught:
        service.compute(sat.round, CLOSED)
    assert caught.value.details == {"count": 1}


def test_names_are_listed_by_given_name_in_vietnamese_order(sat):
    """Á before Â, B after A, D before Đ: the same on both engines, whatever their collation."""
    compute(sat.round)
    assert [each.name for each in standings(sat.round, by_name=True)] == BY_NAME


def test_the_list_is_searched_without_marks_too(sat):
    compute(sat.round)
    name = BY_NAME[0]
    assert name in {each.name for each in standings(sat.round, search=fold(name))}


def test_a_standing_says_what_set_it_apart(sat):
    compute(sat.round)
    first, second = standings(sat.round)[:2]
    assert (first.reason["key"], first.reason["mine"], first.reason["theirs"]) == ("right", 4, 3)
    assert second.reason_below["other"] == first.number


@pytest.mark.parametrize(("search", "count"), [("Dũng", 1), ("", 5), ("không có", 0), ("100%", 0)])
def test_the_list_is_searched_by_name(sat, search, count):
    compute(sat.round)
    assert len(standings(sat.round, search=search)) == count


def test_the_list_is_searched_by_number_however_it_is_written(sat):
    compute(sat.round)
    number = standings(sat.round)[3].number
    [found] = standings(sat.round, search=f"{number[:3]} {number[3:6]} {number[6:]}")
    assert found.name == "Nguyễn Văn Dũng"


def test_the_jobs_compute_what_is_over_and_then_draw_its_charts(sat, rows):
    desk, steps = service.Desk(), 0
    while work := desk.prepare(CLOSED):
        assert desk.store(CLOSED, work) == 1
        steps += 1
        assert steps < 20
    assert queries.get_ranking(sat.round).version == 1
    drawn = rows.query(Chart).all()
    assert {each.name for each in drawn} == set(charts_service.NAMES)
    assert all(each.svg.startswith("<svg") for each in drawn)


def test_the_jobs_leave_an_open_round_alone(sat):
    assert service.Desk().prepare(NOON) is None


def test_what_another_runner_computed_meanwhile_is_not_computed_again(sat, rows):
    desk = service.Desk()
    work = desk.prepare(CLOSED)
    compute(sat.round)
    assert desk.store(CLOSED, work) == 0
    assert rows.query(Ranking).count() == 1


def test_what_was_worked_out_of_a_round_that_somebody_sits_again_is_dropped(sat, rows):
    desk = service.Desk()
    work = desk.prepare(CLOSED)
    sat.round.reopened_until_ms = milliseconds(CLOSED + timedelta(hours=1))
    rows.commit()
    assert desk.store(CLOSED, work) == 0
    assert (rows.query(Ranking).count(), sat.round.evidence_root) == (0, "")
    assert desk.prepare(CLOSED) is None


def test_a_chart_that_another_runner_drew_meanwhile_is_not_kept_twice(sat, rows):
    compute(sat.round)
    desk = service.Desk()
    work = desk.prepare(CLOSED)
    assert desk.store(CLOSED, work) == 1
    assert desk.store(CLOSED, work) == 0


def test_working_results_out_writes_nothing(sat, rows):
    assert isinstance(service.Desk().prepare(CLOSED), service.Work)
    assert not rows.new
    assert rows.query(Ranking).count() == 0


def test_who_lacks_the_guardians_consent_is_counted_and_not_ranked(sat, rows):
    before = service.compute(sat.round, CLOSED)
    there = standings(sat.round)
    young = there[0].number
    rows.query(Person).filter_by(number=young).one().birth_year = NOON.year - 10
    sat.round.contest.needs_guardian = True
    after = service.compute(sat.round, CLOSED)
    assert [each.number for each in standings(sat.round)] == [each.number for each in there[1:]]
    assert after.attempt_count == before.attempt_count
