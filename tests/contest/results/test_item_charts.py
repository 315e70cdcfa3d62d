import pytest

from contest.results.item_charts_service import (
    band_name,
    draw_facilities,
    draw_options,
    draw_scatter,
    facility_bands,
    option_bars,
)
from questions.distractors import OptionCount
from questions.model import Kind

OPTIONS = [OptionCount(5, 1), OptionCount(2, 3)]


def test_facilities_are_counted_in_bands_of_ten_per_cent():
    assert facility_bands([0, 0.05, 0.1, 0.999, 1]) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert [band_name(0), band_name(9)] == ["0–10", "90–100"]


def bars(kind, blank=0):
    found = option_bars(kind, OPTIONS, frozenset({1}), blank)
    return [(each.name, each.count, each.is_right) for each in found]


def test_the_bars_are_the_options_and_those_left_blank():
    assert bars(Kind.SINGLE, 4) == [("A", 5, False), ("B", 2, True), ("Bỏ trống", 4, False)]


def test_a_statement_has_a_bar_for_true_and_one_for_false():
    found = bars(Kind.STATEMENTS)
    assert found[:2] == [("A: Đúng", 5, False), ("A: Sai", 1, True)]
    assert found[2:4] == [("B: Đúng", 2, True), ("B: Sai", 3, False)]


def test_the_key_is_told_in_words_too():
    svg = draw_options(option_bars(Kind.SINGLE, OPTIONS, frozenset({1}), 4))
    assert "B (đáp án)" in svg


@pytest.mark.parametrize("pairs", [[], [(0.5, 20.0), (0.99, -5.0)]])
def test_questions_are_drawn_as_points(pairs):
    svg = draw_scatter(pairs)
    assert svg.startswith("<svg")
    assert "Độ phân biệt" in svg


def test_no_questions_are_drawn_as_empty_bands():
    assert "Số câu hỏi" in draw_facilities([])
