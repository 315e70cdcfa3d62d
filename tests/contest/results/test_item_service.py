from datetime import timedelta

import pytest

from contest.attempts.models import Answer
from contest.contests import publishing_service
from contest.results import item_queries, item_service
from contest.results.item_models import ItemStatistic, PaperStatistic
from contest.results.item_service import Analysed, Drawn
from contest.rules.drawing import LETTERS
from questions.distractors import Look
from tests.contest.attempts.factories import make_draft_round
from tests.contest.factories import NOON
from tests.contest.results.factories import ASKED, CLOSED, PEOPLE, compute, make_entrant, sit

RIGHT = 1  # the second option as written


def analyse(rows):
    """Work one thing out and keep it, as the jobs do."""
    prepared = item_service.prepare(CLOSED)
    rows.rollback()
    done = item_service.store(CLOSED, prepared)
    rows.commit()
    return prepared, done


def make_small_round(rows, asked=2):
    """A round whose papers ask all of its pool: the form is fixed."""
    round_ = make_draft_round(
        pool=asked, asked=asked, closes_at=NOON + timedelta(days=7), attempts_allowed=1
    )
    publishing_service.publish(round_.contest, NOON)
    rows.commit()
    return round_


def choose(rows, attempt, position, written, sitting=1, number=None):
    """An answer that chooses the option that stands there as written; None takes it back."""
    item = attempt.drawn.items[position - 1]
    letter = None if written is None else LETTERS[item.order.index(written)]
    rows.add(
        Answer(
            round_id=attempt.round_id, attempt_id=attempt.id, sitting=sitting,
            number=number or position + 50, position=position, choice=letter,
            received_ms=attempt.started_ms,
        )
    )  # fmt: skip
    rows.commit()


def items(rows):
    return rows.query(ItemStatistic).order_by(ItemStatistic.version_id).all()


def test_every_counting_attempt_is_counted_once(sat, rows):
    compute(sat.round)
    prepared, done = analyse(rows)
    assert (done, prepared.paper["attempt_count"]) == (1, len(PEOPLE))
    assert sum(each.shown_count for each in items(rows)) == len(PEOPLE) * ASKED


def test_the_totals_are_those_of_the_ranking(sat, rows):
    compute(sat.round)
    analyse(rows)
    figures = rows.query(PaperStatistic).one().figures
    rights = [right for _, right, *_ in PEOPLE]
    assert figures["mean"] == pytest.approx(sum(rights) / len(rights))
    assert figures["median"] == 3


def test_papers_drawn_from_a_larger_pool_have_no_alpha(sat, rows):
    compute(sat.round)
    analyse(rows)
    paper = rows.query(PaperStatistic).one()
    assert (paper.is_fixed, paper.figures["internal_consistency"]) == (False, None)
    assert {each.figures["is_drawn"] for each in items(rows)} == {True}


def test_papers_that_all_ask_the_same_have_an_alpha(rows):
    round_ = make_small_round(rows)
    for right in (2, 1, 0):
        sit(round_, make_entrant(round_), right, 60)
    compute(round_)
    analyse(rows)
    paper = rows.query(PaperStatistic).one()
    assert paper.is_fixed
    assert paper.figures["internal_consistency"] is not None


def test_a_question_that_all_happened_to_draw_is_a_drawn_one_all_the_same(rows):
    round_ = make_draft_round(pool=6, asked=2, closes_at=NOON + timedelta(days=7))
    publishing_service.publish(round_.contest, NOON)
    sit(round_, make_entrant(round_), 1, 60)
    compute(round_)
    analyse(rows)
    found = [each.figures for each in items(rows)]
    assert [(each["is_drawn"], each["effective_weight"]) for each in found] == [(True, None)] * 2


def test_options_are_counted_by_their_place_as_written(rows):
    round_ = make_small_round(rows, asked=1)
    for written in (RIGHT, RIGHT, 3, None):
        attempt = sit(round_, make_entrant(round_), 0, 60)
        choose(rows, attempt, 1, written)
    compute(round_)
    analyse(rows)
    [item] = items(rows)
    assert item.options == [[0, 0], [2, 0], [0, 0], [1, 0]]
    assert (item.shown_count, item.blank_count) == (4, 1)


def test_of_several_answers_the_greatest_sitting_and_number_counts(rows):
    round_ = make_small_round(rows, asked=1)
    attempt = sit(round_, make_entrant(round_), 0, 60)
    for written, sitting, number in ((0, 2, 1), (3, 1, 9), (RIGHT, 2, 2), (2, 1, 10)):
        choose(rows, attempt, 1, written, sitting, number)
    compute(round_)
    analyse(rows)
    assert items(rows)[0].options[RIGHT] == [1, 0]


def test_a_question_has_its_facility_and_its_guess_score(sat, rows):
    compute(sat.round)
    analyse(rows)
    for each in items(rows):
        assert each.facility == round(10_000 * each.figures["mean"])
        assert each.figures["guess_score"] == 0.25


def test_a_question_that_few_got_right_is_to_be_looked_at(rows):
    round_ = make_small_round(rows, asked=1)
    for written in (3, 3, None):
        choose(rows, sit(round_, make_entrant(round_), 0, 60), 1, written)
    compute(round_)
    analyse(rows)
    assert item_service.looks_of(items(rows)[0]) == (Look.DISTRACTOR, Look.HARD)


def test_what_is_worked_out_is_not_worked_out_again(sat, rows):
    compute(sat.round)
    prepared, _ = analyse(rows)
    assert item_service.store(CLOSED, prepared) == 0
    assert item_queries.find_unanalysed() is None


def test_a_new_ranking_has_statistics_of_its_own(sat, rows):
    compute(sat.round)
    analyse(rows)
    compute(sat.round, CLOSED + timedelta(hours=1))
    assert analyse(rows)[1] == 1
    assert rows.query(PaperStatistic).count() == 2


def test_then_the_options_are_drawn_until_all_are(sat, rows):
    compute(sat.round)
    analyse(rows)
    prepared, done = analyse(rows)
    assert isinstance(prepared, Drawn)
    assert done == len(items(rows))
    assert all(each.chart.startswith("<svg") for each in items(rows))
    assert item_service.prepare(CLOSED) is None


def test_without_results_there_is_nothing_to_do(sat):
    assert item_service.prepare(CLOSED) is None


def test_an_audience_that_nobody_sat_for_has_figures_of_nothing(rows):
    round_ = make_small_round(rows)
    compute(round_)
    prepared, done = analyse(rows)
    assert isinstance(prepared, Analysed)
    assert (done, prepared.items, prepared.paper["figures"]["mean"]) == (1, [], None)


def test_a_question_right_in_part_earned_its_share():
    earned = item_service._earned()
    assert earned == {"r": 100, "1": 10, "2": 25, "3": 50, "w": 0, "b": 0}
