"""What organisers watch: who is counted where, and which hours are shown."""

import pytest

from contest.contests.disclosure_queries import EYES
from contest.rules.disclosure import INSIDERS
from contest.rules.roles import ALLOWED, Action
from contest.rules.watching import HOUR_MS, Counts, folded, hours_shown, lines, top_of

PROVINCE, COMMUNE, HAMLET, OTHER, SCHOOL, OFFICE = range(1, 7)
PARENTS = {COMMUNE: PROVINCE, HAMLET: COMMUNE, OTHER: PROVINCE, SCHOOL: OFFICE}
OF_PROVINCE = frozenset({PROVINCE})
OF_COMMUNE = frozenset({PROVINCE, COMMUNE})


@pytest.mark.parametrize(
    ("unit", "above", "counted"),
    [
        (HAMLET, OF_PROVINCE, COMMUNE),
        (COMMUNE, OF_PROVINCE, COMMUNE),
        (SCHOOL, OF_PROVINCE, OFFICE),
        (PROVINCE, OF_PROVINCE, PROVINCE),
        (HAMLET, OF_COMMUNE, HAMLET),
        (COMMUNE, OF_COMMUNE, COMMUNE),
        (OTHER, OF_COMMUNE, OTHER),
        (None, OF_COMMUNE, None),
    ],
)
def test_people_count_in_the_highest_unit_below_the_province_or_the_host(unit, above, counted):
    assert folded(unit, PARENTS, above) == counted


def test_units_that_stand_in_a_circle_end_the_climb():
    assert folded(1, {1: 2, 2: 1}, frozenset()) == 2


def test_a_units_line_sums_up_what_stands_below_it():
    found = lines(
        {HAMLET: 3, COMMUNE: 2, None: 1},
        {HAMLET: Counts(2, 2, 1, 1), COMMUNE: Counts(2, 1, 0, 1)},
        PARENTS,
        OF_PROVINCE,
    )
    assert [(each.unit, each.registered, each.counts) for each in found] == [
        (COMMUNE, 5, Counts(4, 3, 1, 2)),
        (None, 1, Counts()),
    ]


def test_no_line_is_lost_and_those_with_most_people_come_first():
    found = lines({OTHER: 9, COMMUNE: 1}, {COMMUNE: Counts(1, 1, 1)}, PARENTS, OF_PROVINCE)
    assert [each.unit for each in found] == [COMMUNE, OTHER]


def test_there_is_no_table_of_units_that_nobody_was_asked_for():
    assert lines({None: 5}, {None: Counts(1, 1, 1)}, {}, OF_PROVINCE) == []


def test_what_neither_runs_nor_was_handed_in_was_ended_by_the_clock():
    assert Counts(started=10, people=9, sitting=2, handed_in=5).by_clock == 3


@pytest.mark.parametrize(
    ("opens", "closes", "now", "first", "count"),
    [
        (8, 17, 10.5, 8, 3),
        (8, 17, 30, 8, 9),
        (8, 17, 7, 8, 0),
        (8, 999, 100, 77, 24),
    ],
)
def test_the_hours_of_the_round_are_shown_the_last_day_of_it(opens, closes, now, first, count):
    found = hours_shown(opens * HOUR_MS, closes * HOUR_MS, int(now * HOUR_MS))
    assert len(found) == count
    assert not count or found[0] == first


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 4), (4, 4), (5, 10), (11, 20), (21, 40), (41, 100), (9_999, 10_000)]
)
def test_an_axis_ends_at_a_number_that_halves_well(highest, top):
    assert top_of([0, highest]) == top


def test_who_watches_sees_live_figures_under_every_regulation():
    assert {EYES[role] for role in ALLOWED[Action.WATCH]} <= INSIDERS
