from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.model import Option
from questions.similarity import alike, near_duplicates, similarity
from tests.questions.builders import QUESTIONS, build_question


def build(stem: str, *options: str, **given):
    return build_question(stem=stem, options=tuple(map(Option, options)), **given)


TERM = build("Thời hạn giải quyết thủ tục này là bao lâu?", "3 ngày", "5 ngày", "7 ngày")
MOVED = build("Là bao lâu, thời hạn giải quyết thủ tục này?", "7 ngày", "3 ngày", "5 ngày")
RETOUCHED = build("Thời hạn giải quyết thủ tục đó là bao lâu?", "3 ngày", "5 ngày", "10 ngày")
SAME_OPTIONS = build("Hồ sơ bị trả lại được bổ sung khi nào?", "3 ngày", "5 ngày", "7 ngày")
SAME_STEM = build("Thời hạn giải quyết thủ tục này là bao lâu?", "Một quý", "Nửa năm")


def test_case_marks_and_order_do_not_make_another_question():
    shouted = build("THOI HAN giải quyết thủ tục này là bao lâu", "5 ngày", "3 NGÀY", "7 ngày")
    assert similarity(TERM, shouted) > 0.95


@pytest.mark.parametrize("other", [MOVED, RETOUCHED])
def test_moved_and_retouched_questions_are_near(other):
    assert similarity(TERM, other) > 0.85


@pytest.mark.parametrize("other", [SAME_OPTIONS, SAME_STEM])
def test_neither_stem_nor_options_are_enough(other):
    assert similarity(TERM, other) < 0.8


def test_the_nearest_pair_comes_first():
    pairs = near_duplicates([RETOUCHED, SAME_STEM, TERM, MOVED], 0.85)
    assert (pairs[0].first, pairs[0].second) == (TERM, MOVED)
    assert [pair.similarity for pair in pairs] == sorted(
        (pair.similarity for pair in pairs), reverse=True
    )


def test_a_question_is_compared_with_the_others_the_nearest_first():
    pairs = alike(TERM, [SAME_STEM, RETOUCHED, MOVED], 0.8)
    assert [pair.second for pair in pairs] == [MOVED, RETOUCHED]


@given(QUESTIONS, QUESTIONS)
def test_likeness_is_mutual_and_within_bounds(one, other):
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1


@given(QUESTIONS)
def test_a_question_is_wholly_like_itself(question):
    assert similarity(question, question) == 1


@settings(max_examples=50)
@given(st.lists(QUESTIONS, max_size=5), st.sampled_from([0.0, 0.3, 0.6, 0.9, 1.0]))
def test_no_pair_is_missed(questions, threshold):
    expected = sum(similarity(*pair) >= threshold for pair in combinations(questions, 2))
    assert len(near_duplicates(questions, threshold)) == expected
