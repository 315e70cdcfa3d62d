import random
import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions import content
from questions.model import Kind, Option
from questions.similarity import (
    NEARLY_THE_SAME,
    Index,
    near_duplicates,
    sharing,
    similarity,
    wording_of,
)
from questions.text import fold
from tests.questions.builders import QUESTIONS, build_question

SHIPPED = content.load()
WORDS = [word for question in SHIPPED for word in question.stem.split()]


def build(stem: str, *options: str, **given):
    return build_question(stem=stem, options=tuple(map(Option, options)), **given)


TERM = build("Thời hạn giải quyết thủ tục này là bao lâu?", "3 ngày", "5 ngày", "7 ngày")
MOVED = build("Là bao lâu, thời hạn giải quyết thủ tục này?", "7 ngày", "3 ngày", "5 ngày")
RETOUCHED = build("Thời hạn giải quyết thủ tục đó là bao lâu?", "3 ngày", "5 ngày", "10 ngày")
SAME_OPTIONS = build("Hồ sơ bị trả lại được bổ sung khi nào?", "3 ngày", "5 ngày", "7 ngày")
SAME_STEM = build("Thời hạn giải quyết thủ tục này là bao lâu?", "Một quý", "Nửa năm")


def true_or_false(stem: str, **given):
    return build(stem, "Đúng", "Sai", **{"kind": Kind.TRUE_FALSE} | given)


def index_of(*questions) -> Index:
    index = Index(NEARLY_THE_SAME)
    for question in questions:
        index.add(question, wording_of(question))
    return index


def found(index: Index, question) -> list:
    return [each.name for each in index.find(wording_of(question))]


def test_case_marks_and_order_do_not_make_another_question():
    shouted = build("THOI HAN giải quyết thủ tục này là bao lâu", "5 ngày", "3 NGÀY", "7 ngày")
    assert similarity(TERM, shouted) > 0.95


@pytest.mark.parametrize("other", [MOVED, RETOUCHED])
def test_moved_and_retouched_questions_are_near(other):
    assert similarity(TERM, other) > 0.85


@pytest.mark.parametrize("other", [SAME_OPTIONS, SAME_STEM])
def test_neither_stem_nor_options_are_enough(other):
    assert similarity(TERM, other) < NEARLY_THE_SAME


@pytest.mark.parametrize("kind", [Kind.TRUE_FALSE, Kind.SINGLE])
def test_true_and_false_make_no_two_questions_alike(kind):
    one = true_or_false("Thi nâng ngạch công chức đã được bỏ.", kind=kind)
    other = true_or_false("Công chức cấp xã thi chức danh riêng.", kind=kind)
    assert similarity(one, other) < NEARLY_THE_SAME


def test_the_nearest_pair_comes_first():
    pairs = near_duplicates([RETOUCHED, SAME_STEM, TERM, MOVED], 0.85)
    assert (pairs[0].first, pairs[0].second) == (TERM, MOVED)
    assert [pair.similarity for pair in pairs] == sorted(
        (pair.similarity for pair in pairs), reverse=True
    )


def test_an_index_finds_those_nearly_the_same_the_nearest_first():
    assert found(index_of(SAME_STEM, RETOUCHED, MOVED), TERM) == [MOVED, RETOUCHED]


def test_an_empty_index_finds_nothing():
    assert (found(index_of(), TERM), len(index_of())) == ([], 0)


def test_an_index_finds_questions_without_words():
    assert found(index_of(TERM, build("", "", "")), build("", "", "")) == [build("", "", "")]


def test_folded_texts_that_share_enough_words_are_compared():
    texts = {each: fold(f"{each.stem} 3 ngày 5 ngày 7 ngày") for each in (MOVED, SAME_OPTIONS)}
    assert sharing(wording_of(TERM), texts.items()) == [MOVED]


@given(QUESTIONS, QUESTIONS)
def test_likeness_is_mutual_and_within_bounds(one, other):
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1


@given(QUESTIONS)
def test_a_question_is_wholly_like_itself(question):
    assert similarity(question, question) == 1


@given(st.lists(QUESTIONS, max_size=5), QUESTIONS)
def test_the_same_words_are_always_found(questions, question):
    assert question in found(index_of(*questions, question), question)


@settings(max_examples=50)
@given(st.lists(st.sampled_from([TERM, MOVED, RETOUCHED, SAME_OPTIONS, SAME_STEM]), max_size=12))
def test_no_pair_is_missed(questions):
    expected = sum(similarity(*pair) >= 0.8 for pair in combinations(questions, 2))
    assert len(near_duplicates(questions, 0.8)) == expected


def edited(text: str, chance: random.Random, rate: float) -> str:
    """Change, drop, add and misspell some words, move a clause, and change the numbers."""
    words = []
    for word in text.split():
        changes = [[chance.choice(WORDS)], [], [word, chance.choice(WORDS)], [word[:-1] or word]]
        words += chance.choice(changes) if chance.random() < rate else [word]
    if chance.random() < 0.3:
        at = chance.randrange(len(words) + 1)
        words = words[at:] + words[:at]
    new = str(chance.randrange(3000))
    return re.sub(r"\d+", new, " ".join(words)) if chance.random() < 0.2 else " ".join(words)


def edit_of(question, chance: random.Random):
    """The question, written anew from memory."""
    rates = chance.choices([0, 0.1, 0.2, 0.3], k=2)
    options = [replace(each, text=edited(each.text, chance, rates[1])) for each in question.options]
    chance.shuffle(options)
    return replace(question, stem=edited(question.stem, chance, rates[0]), options=tuple(options))


def test_the_index_finds_what_a_full_comparison_finds():
    chance = random.Random(1)
    index = index_of(*SHIPPED)
    alike, missed = 0, []
    for question in SHIPPED * 3:
        edit = edit_of(question, chance)
        if similarity(question, edit) >= NEARLY_THE_SAME:
            alike += 1
            missed += [edit] if question not in found(index, edit) else []
    assert alike > 500
    assert len(missed) <= alike / 100, missed


def test_the_same_words_are_found_first():
    index = Index(NEARLY_THE_SAME)
    index.add("one", wording_of(build_question()))
    found = index.first(wording_of(build_question()))
    assert (found.name, found.similarity) == ("one", 1.0)


def test_what_is_nearly_the_same_is_found_by_its_first():
    index = Index(NEARLY_THE_SAME)
    index.add("one", wording_of(build_question(stem="Cơ quan nào giải quyết thủ tục đất đai?")))
    near = build_question(stem="Cơ quan nào giải quyết thủ tục đất đai này?")
    assert index.first(wording_of(near)).name == "one"


def test_nothing_alike_is_nothing():
    index = Index(NEARLY_THE_SAME)
    index.add("one", wording_of(build_question()))
    other = build_question(stem="Ai ký?", options=(Option("Chủ tịch", True), Option("Văn thư")))
    assert index.first(wording_of(other)) is None
