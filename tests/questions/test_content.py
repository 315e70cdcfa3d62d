"""What every shipped question must hold to; a fault names the questions at fault."""

from collections import Counter
from datetime import date
from itertools import chain

import pytest

from questions import content
from questions.checks import check
from questions.formats import FormatRefused, native
from questions.similarity import near_duplicates

TODAY = date(2026, 11, 24)
QUESTIONS = content.load()
# Measured: of the shipped questions the nearest two that ask of different things, in the same form
# ("… dài bao nhiêu chương, bao nhiêu điều?"), reach 0.79; one with a word retouched reaches 0.9.
ALIKE = 0.8


def longest_position(question) -> int:
    lengths = [len(option.text) for option in question.options]
    longest = max(lengths)
    return lengths.index(longest) if lengths.count(longest) == 1 else -1


def test_two_hundred_questions_ship():
    assert len(QUESTIONS) >= 200


def test_every_topic_has_ten_and_is_registered():
    counts = Counter(question.topic for question in QUESTIONS)
    wanting = {
        topic.code: counts[topic.code] for topic in content.topics() if counts[topic.code] < 10
    }
    assert (wanting, counts.keys() - {topic.code for topic in content.topics()}) == ({}, set())


def test_no_question_has_a_finding():
    found = {question.code: check(question) for question in QUESTIONS}
    assert {code: findings for code, findings in found.items() if findings} == {}


def test_no_two_are_alike():
    pairs = near_duplicates(QUESTIONS, ALIKE)
    assert [(each.first.code, each.second.code, each.similarity) for each in pairs] == []


def test_a_dozen_have_outlived_their_law():
    ended = [each.code for each in QUESTIONS if each.valid_to and each.valid_to < TODAY]
    assert len(ended) >= 12


def test_every_question_has_begun_to_hold():
    early = [each.code for each in QUESTIONS if each.valid_from and each.valid_from > TODAY]
    assert early == []


def test_codes_are_unique():
    counts = Counter(question.code for question in QUESTIONS)
    assert [code for code, count in counts.items() if count > 1] == []


def test_audiences_are_registered():
    known = {audience.code for audience in content.audiences()}
    assert [each.code for each in QUESTIONS if not each.audiences or each.audiences - known] == []


def test_every_fact_has_its_source():
    assert [each.code for each in QUESTIONS if not each.source] == []


def test_the_right_option_has_no_favourite_position():
    counts = Counter(chain.from_iterable(each.right_positions for each in QUESTIONS))
    assert max(counts.values(), default=0) <= 0.4 * len(QUESTIONS), counts


def test_the_right_option_is_not_given_away_by_its_length():
    longest = [each for each in QUESTIONS if longest_position(each) in each.right_positions]
    assert len(longest) <= len(QUESTIONS) / 2


def test_the_native_format_loses_none():
    assert native.read(native.write(QUESTIONS)) == QUESTIONS


@pytest.mark.parametrize(
    ("register", "codes"),
    [
        (content.audiences(), ["officials", "citizens", "pupils"]),
        (content.reporting_groups(), ["officials", "citizens", "pupils", "armed-forces"]),
    ],
)
def test_registers(register, codes):
    assert [entry.code for entry in register] == codes


def test_there_are_fourteen_topics_of_different_names():
    topics = content.topics()
    assert {len(topics), len({each.vi for each in topics}), len({each.en for each in topics})} == {
        14
    }


def test_a_file_that_is_refused_is_named(tmp_path):
    file = tmp_path / "one-stop.json"
    file.write_text("{}", "utf-8")
    with pytest.raises(FormatRefused) as refused:
        content.load_file(file)
    assert refused.value.__notes__ == ["one-stop.json"]
