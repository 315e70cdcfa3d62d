import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.units import (
    CountedTwice,
    Entrant,
    Paths,
    ScoreBands,
    histogram,
    score_bands,
    totals,
    whole,
)


def entrant(person, residence=(), unit=(), **given_):
    usual = {
        "audience": "citizens",
        "attempts": 1,
        "right_count": 10,
        "is_all_right": False,
        "points": 1_000,
        "question_count": 20,
    }
    return Entrant(person, residence, unit, **usual | given_)


PARENTS = {"h1": "c1", "h2": "c1", "h3": "c2", "c1": "p", "c2": "p", "p": None, "q": None}


def path_from(unit):
    path = []
    while unit:
        path.append(unit)
        unit = PARENTS[unit]
    return tuple(path)


@st.composite
def crowds(draw):
    places = st.one_of(st.none(), st.sampled_from(sorted(PARENTS))).map(path_from)
    return [
        entrant(
            number,
            draw(places),
            draw(places),
            audience=draw(st.sampled_from(["citizens", "staff"])),
            attempts=draw(st.integers(1, 5)),
            right_count=draw(st.integers(0, 20)),
            points=draw(st.integers(0, 2_000)),
            is_all_right=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 25)))
    ]


kinds = st.sampled_from([Paths.RESIDENCE, Paths.UNIT])
chances = st.randoms(use_true_random=False)


def sums(lines):
    lines = list(lines)
    return tuple(
        sum(getattr(each, name) for each in lines)
        for name in ("entrants", "attempts", "points", "all_right")
    )


def test_a_person_counts_in_each_unit_of_the_path():
    lines = totals([entrant(1, ("h1", "c1", "p"))], Paths.RESIDENCE)
    assert {unit: each.entrants for unit, each in lines.items()} == {"h1": 1, "c1": 1, "p": 1}


def test_several_attempts_are_one_entrant():
    line = totals([entrant(1, ("h1",), attempts=3)], Paths.RESIDENCE)["h1"]
    assert (line.entrants, line.attempts) == (1, 3)


def test_a_unit_twice_in_a_path_counts_once():
    assert totals([entrant(1, ("a", "b", "a"))], Paths.RESIDENCE)["a"].entrants == 1


def test_residence_and_unit_are_counted_apart():
    people = [entrant(1, ("home",), ("office", "block"))]
    assert set(totals(people, "residence")) == {"home"}
    assert set(totals(people, "unit")) == {"office", "block"}


def test_audiences_are_counted_too():
    people = [entrant(1), entrant(2, audience="staff"), entrant(3)]
    lines = totals(people, Paths.AUDIENCE)
    assert {unit: each.entrants for unit, each in lines.items()} == {"citizens": 2, "staff": 1}


def test_a_person_given_twice_is_refused():
    with pytest.raises(CountedTwice) as refused:
        totals([entrant(1, ("a",)), entrant(1, ("b",))], Paths.RESIDENCE)
    assert (refused.value.code, refused.value.person) == ("person-counted-twice", 1)


@pytest.mark.parametrize(
    ("count", "headcount", "rate", "is_over"),
    [
        pytest.param(1, 3, 3_333, False, id="rounded-down"),
        pytest.param(2, 3, 6_667, False, id="rounded-up"),
        pytest.param(1, 800, 13, False, id="half-up"),
        pytest.param(3, 3, 10_000, False, id="everyone"),
        pytest.param(4, 3, 10_000, True, id="more-than-there-are"),
        pytest.param(0, 3, 0, False, id="nobody"),
        pytest.param(1, 0, None, True, id="in-an-empty-unit"),
        pytest.param(1, None, None, False, id="headcount-unknown"),
    ],
)
def test_rates(count, headcount, rate, is_over):
    people = [entrant(number, ("a",)) for number in range(count)]
    headcounts = {} if headcount is None else {"a": headcount}
    line = totals(people, Paths.RESIDENCE, headcounts)["a"]
    assert (line.headcount, line.rate, line.is_over) == (headcount, rate, is_over)


def test_a_unit_from_which_nobody_entered_has_no_mean():
    line = totals([], Paths.UNIT, {"a": 5})["a"]
    assert (line.entrants, line.mean, line.best) == (0, None, None)


@pytest.mark.parametrize(
    ("points", "mean", "best"),
    [([1_000], 1_000, 1_000), ([100, 101], 101, 101), ([100, 100, 101], 100, 101), ([0], 0, 0)],
)
def test_means_are_rounded_half_up(points, mean, best):
    people = [entrant(number, ("a",), points=each) for number, each in enumerate(points)]
    line = totals(people, Paths.RESIDENCE)["a"]
    assert (line.mean, line.best) == (mean, best)


def test_the_whole_counts_people_of_no_unit_too():
    line = whole([entrant(1, ("a",), is_all_right=True), entrant(2)], headcount=4)
    assert (line.unit, line.entrants, line.all_right, line.rate) == (None, 2, 1, 5_000)


@pytest.mark.parametrize(
    ("right_count", "question_count", "expected"),
    [
        (20, 20, ScoreBands(whole=1)),
        (19, 20, ScoreBands(high=1)),
        (15, 20, ScoreBands(high=1)),
        (14, 20, ScoreBands(middle=1)),
        (5, 20, ScoreBands(middle=1)),
        (4, 20, ScoreBands(low=1)),
        (0, 20, ScoreBands(low=1, none=1)),
        (0, 0, ScoreBands(low=1, none=1)),
        (1, 1, ScoreBands(whole=1)),
        (1, 2, ScoreBands(middle=1)),
    ],
)
def test_score_bands(right_count, question_count, expected):
    one = entrant(1, right_count=right_count, question_count=question_count)
    assert score_bands([one]) == expected


def test_a_histogram_has_no_gaps():
    people = [entrant(n, right_count=n, question_count=4) for n in (0, 2, 3)]
    assert histogram(people) == {0: 1, 1: 0, 2: 1, 3: 1, 4: 0}


def test_a_histogram_of_nobody_is_empty():
    assert histogram([]) == {}


@given(crowds(), kinds)
def test_children_and_those_directly_there_sum_up_to_the_parent(people, kind):
    lines = totals(people, kind)
    for unit, line in lines.items():
        children = [each for name, each in lines.items() if PARENTS[name] == unit]
        direct = whole(each for each in people if each.path(kind)[:1] == (unit,))
        assert sums([*children, direct]) == sums([line])


@given(crowds(), kinds)
def test_roots_and_those_of_no_unit_sum_up_to_the_whole(people, kind):
    roots = [each for name, each in totals(people, kind).items() if PARENTS[name] is None]
    nowhere = whole(each for each in people if not each.path(kind))
    assert sums([*roots, nowhere]) == sums([whole(people)])


@given(crowds())
def test_audiences_sum_up_to_the_whole(people):
    assert sums(totals(people, Paths.AUDIENCE).values()) == sums([whole(people)])


@given(crowds(), kinds, chances)
def test_the_order_of_entry_does_not_matter(people, kind, chance):
    assert totals(chance.sample(people, len(people)), kind) == totals(people, kind)


@given(crowds())
def test_bands_and_histogram_hold_everyone_once(people):
    bands = score_bands(people)
    assert bands.whole + bands.high + bands.middle + bands.low == len(people)
    assert sum(histogram(people).values()) == len(people)
    assert bands.none == histogram(people).get(0, 0)


@given(crowds(), kinds)
def test_a_mean_is_between_nothing_and_the_best(people, kind):
    assert all(0 <= each.mean <= each.best for each in totals(people, kind).values())
