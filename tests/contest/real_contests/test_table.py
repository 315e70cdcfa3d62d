"""The table itself: every contest has a row, and every fact the line that says it."""

import re
from dataclasses import fields

import pytest

from tests.contest.real_contests.description import MADE_UP, RealContest, Said
from tests.contest.real_contests.table import CONTESTS

FIRST_ROW, LAST_ROW = 22, 47  # of the contests in domain.md, section 1.1
SHARED = range(57, 106)  # sections 1.3 to 1.7
OTHERS = ("S42", "S44", "S46")  # named in sections 1.4 and 1.7 alone
FEATURES = range(10, 16)  # features.md, section 0
each_contest = pytest.mark.parametrize("described", CONTESTS, ids=lambda each: each.name)


def said(described: RealContest) -> dict[str, str]:
    """The line of each fact that the contest's sources say."""
    found = {each.name: getattr(described, each.name) for each in fields(described)}
    return {name: each.line for name, each in found.items() if isinstance(each, Said)}


def numbers() -> list[str]:
    return [each.name.partition(" ")[0] for each in CONTESTS]


def test_each_contest_that_is_recorded_has_one_row():
    recorded = [*map(str, range(1, 27)), *(f"F{number}" for number in range(1, 5)), *OTHERS]
    assert sorted(numbers()) == sorted(recorded)


@each_contest
def test_a_row_is_of_its_own_line(described):
    number = described.name.partition(" ")[0]
    file, _, line = described.line.partition(":")
    if number in OTHERS:
        assert (file, int(line) in SHARED) == ("domain.md", True)
    elif number.startswith("F"):
        assert (file, int(line) in FEATURES) == ("features.md", True)
    else:
        assert (file, int(line)) == ("domain.md", FIRST_ROW - 1 + int(number))


@each_contest
def test_each_fact_names_the_line_that_says_it(described):
    for name, line in said(described).items():
        found = re.fullmatch(r"(domain|features)\.md:(\d+)", line)
        is_shared = found and found[1] == "domain" and int(found[2]) in SHARED
        is_feature = found and found[1] == "features" and int(found[2]) in FEATURES
        is_own = line == described.line or (line == MADE_UP and name == "times")
        assert is_own or is_shared or is_feature, name


@each_contest
def test_those_who_enter_are_few_and_each_has_a_name(described):
    names = [each.name for each in described.entrants]
    assert 1 <= len(names) == len(set(names)) <= 13


@each_contest
def test_where_the_sources_say_who_may_enter_somebody_is_refused(described):
    asks = described.who is not None or described.audiences is not None
    assert asks == any(each.refused for each in described.entrants)


@each_contest
def test_where_the_sources_limit_attempts_one_more_is_refused(described):
    often = described.often.fact if described.often else None
    limits = (often.in_round, often.in_week, often.in_contest) if often else ()
    refused = [sat.refused for each in described.entrants for sat in each.sat]
    assert any(limits) == any(re.match(r"\d+ a ", each) for each in refused)


@each_contest
def test_nobody_is_left_out_on_a_ground_that_is_not_printed(described):
    printed = described.grounds.fact if described.grounds else ()
    assert {each.out for each in described.entrants if each.out} <= set(printed)


@each_contest
def test_what_is_given_is_expected_of_somebody(described):
    given = described.prizes.fact if described.prizes else ()
    expected = described.expected
    assert any(not each.for_units for each in given) == bool(expected.prizes)
    assert any(each.for_units for each in given) == bool(expected.unit_prizes)
    assert (described.unit_scheme is not None) == bool(expected.units)
    assert (described.complaints is not None) == bool(expected.last_complaint)
