import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.placing import Decision
from contest.rules.prizes import Prize
from contest.rules.ranking import Direction, SchemeRefused
from contest.rules.unit_awards import Proposal, proposed
from contest.rules.unit_ranking import Mark, UnitFigures, figures_of, rank_units
from contest.rules.unit_schemes import (
    CombineRounds,
    Grouping,
    Least,
    UnitCriterion,
    UnitRuleRefused,
    UnitScheme,
    decode,
    encode,
)
from contest.rules.units import Paths, UnitTotals

ENDS = ("lot", "committee")
NAMES = ("rate", "mean", "all-right", "winners", "entrants", "criterion:7")
keys = st.lists(
    st.builds(UnitCriterion, st.sampled_from(NAMES), st.sampled_from(Direction)),
    min_size=1,
    unique_by=lambda each: each.key,
)
sizes = st.lists(st.integers(1, 999), unique=True, min_size=1).map(lambda each: tuple(sorted(each)))
schemes = st.builds(
    lambda named, last, least, headcount, bands, combine: UnitScheme(
        (*named, *last), least, headcount, *bands, combine
    ),
    keys,
    st.sampled_from([(), *((UnitCriterion(each),) for each in ENDS)]),
    st.lists(st.builds(Least, st.sampled_from(NAMES), st.integers(0, 99))).map(tuple),
    st.integers(1, 50),
    st.sampled_from([(Grouping.NONE, ()), (Grouping.BLOCK, ())])
    | sizes.map(lambda each: (Grouping.SIZE, each)),
    st.sampled_from(CombineRounds),
)


def unit(name, **given_):
    usual = {
        "block": None,
        "headcount": 100,
        "rate": 5_000,
        "entrants": 50,
        "attempts": 60,
        "points": 50_000,
        "all_right": 10,
    }
    return UnitFigures(name, **usual | given_)


def board(units, scheme, block=None, **given_):
    found = rank_units(units, scheme, **given_)[block]
    return [(each.entrant, each.place) for each in found.places]


def refusal(call, *given_, refused=UnitRuleRefused):
    with pytest.raises(refused) as caught:
        call(*given_)
    return caught.value.code


@pytest.mark.parametrize(
    ("key", "better", "worse"),
    [
        ("rate", {"rate": 5_001}, {"rate": 5_000}),
        ("rate", {"rate": 1}, {"rate": None}),
        ("mean", {"entrants": 49}, {}),
        ("mean", {}, {"entrants": 0}),
        ("all-right", {"all_right": 11}, {}),
        ("all-right-rate", {"all_right": 11}, {}),
        ("all-right-rate", {}, {"entrants": 0}),
        ("winners", {"winners": 1}, {}),
        ("entrants", {"entrants": 51}, {}),
        ("attempts", {"attempts": 61}, {}),
        ("criterion:7", {"marks": {"7": 5}}, {"marks": {"7": 4}}),
        ("criterion:7", {"marks": {"7": 0}}, {}),
    ],
)
def test_more_of_a_key_comes_first(key, better, worse):
    assert board([unit(1, **worse), unit(2, **better)], UnitScheme.of(key)) == [(2, 1), (1, 2)]


def test_a_key_can_be_turned():
    scheme = UnitScheme((UnitCriterion("attempts", Direction.LESS_FIRST),))
    assert board([unit(1), unit(2, attempts=59)], scheme) == [(2, 1), (1, 2)]


def test_units_at_a_hundred_per_cent_are_ordered_by_the_next_keys():
    whole = [unit(at, rate=10_000, points=50_000 + at % 3) for at in range(1, 22)]
    places = board(whole, UnitScheme.of("rate", "mean", "all-right"))
    assert {place for _, place in places} == {1}  # the means print alike
    better = [unit(at, rate=10_000, all_right=at) for at in range(1, 22)]
    places = board(better, UnitScheme.of("rate", "mean", "all-right"))
    assert places == [(at, 22 - at) for at in range(21, 0, -1)]


def test_each_place_says_what_decided_it():
    found = rank_units([unit(1, rate=9_000), unit(2)], UnitScheme.of("rate"))[None].places[0]
    assert tuple(found.reason) == ("rate", 9_000, 5_000, 2)


def test_a_lot_decides_last():
    units = [unit(1), unit(2)]
    scheme = UnitScheme.of("rate", "lot")
    assert board(units, scheme, lots={1: 9, 2: 4}) == [(2, 1), (1, 2)]
    assert board(units, scheme) == [(1, 1), (2, 1)]


def test_the_committee_decides_among_equal_units():
    decision = Decision((2, 1), "Ban Tổ chức", "tuyên truyền tốt hơn")
    scheme = UnitScheme.of("rate", "committee")
    assert board([unit(1), unit(2)], scheme, decisions=[decision]) == [(2, 1), (1, 2)]


@pytest.mark.parametrize("rate", [4_999, None])
def test_a_unit_below_a_threshold_is_not_ranked_and_the_threshold_is_named(rate):
    least = Least("rate", 5_000)
    scheme = UnitScheme((UnitCriterion("mean"),), (least,))
    found = rank_units([unit(1, rate=rate), unit(2)], scheme)[None]
    assert [each.entrant for each in found.places] == [2]
    assert found.unranked == ((1, least, rate),)


def test_units_of_a_block_are_ranked_against_each_other():
    scheme = UnitScheme((UnitCriterion("rate"),), grouping=Grouping.BLOCK)
    units = [unit(1, block="xã"), unit(2, block="sở", rate=1), unit(3)]
    assert {block: board(units, scheme, block) for block in ("xã", "sở", None)} == {
        "xã": [(1, 1)],
        "sở": [(2, 1)],
        None: [(3, 1)],
    }


def test_units_of_a_size_are_ranked_against_each_other():
    scheme = UnitScheme((UnitCriterion("rate"),), grouping=Grouping.SIZE, sizes=(50, 200))
    heads = {1: 49, 2: 50, 3: 199, 4: 200, 5: None}
    found = rank_units([unit(name, headcount=each) for name, each in heads.items()], scheme)
    assert {
        size: sorted(each.entrant for each in board_.places) for size, board_ in found.items()
    } == {0: [1], 1: [2, 3], 2: [4], None: [5]}


def line(name, entrants, headcount):
    return UnitTotals(name, entrants, 60, headcount, None, False, 500, None, 3, None)


@pytest.mark.parametrize(
    ("entrants", "headcount", "expected"),
    [(5, 10, 5_000), (11, 10, 10_000), (5, 9, None), (5, None, None)],
)
def test_a_rate_is_capped_and_counts_from_the_least_headcount_on(entrants, headcount, expected):
    assert figures_of([line(1, entrants, headcount)], 10)[1].rate == expected


def test_figures_are_made_of_the_totals_of_units():
    marks = [Mark(1, "7", 8, "nhiều hình thức", "Tổ Thư ký")]
    lines = [line(1, 5, 10), line(None, 9, None)]
    found = figures_of(lines, blocks={1: "xã"}, winners={1: 2}, marks=marks)
    assert found == {1: UnitFigures(1, "xã", 10, 5_000, 5, 60, 500, 3, 2, {"7": 8})}


@pytest.mark.parametrize(
    "given_", [("", "An", "unit-why-missing"), ("vì", " ", "unit-who-missing")]
)
def test_what_the_committee_gives_has_a_reason_and_a_name(given_):
    why, who, code = given_
    assert refusal(Mark, 1, "7", 8, why, who) == refusal(Proposal, 1, "k", why, who) == code


PRIZES = [Prize("k", "Giấy khen", 2, 500, 1)]


def propose(*units, prize="k"):
    return proposed([Proposal(each, prize, "vượt khó", "Tổ Thư ký") for each in units], PRIZES)


def test_a_proposal_gives_a_prize_without_a_rank():
    [found] = propose(1)
    assert (found.entrant, found.place, found.title, found.amount) == (1, None, "Giấy khen", 500)


@pytest.mark.parametrize(
    ("units", "prize", "code"),
    [
        ((1,), "x", "unit-prize-unknown"),
        ((1, 1), "k", "unit-proposed-twice"),
        ((1, 2, 3), "k", "unit-proposals-too-many"),
    ],
)
def test_proposals_beyond_the_prizes_are_refused(units, prize, code):
    with pytest.raises(UnitRuleRefused) as refused:
        propose(*units, prize=prize)
    assert refused.value.code == code


@given(schemes)
def test_a_scheme_of_units_is_read_as_it_was_written(scheme):
    assert decode(encode(scheme)) == scheme


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"keys": [7]},
        encode(UnitScheme.of("rate")) | {"combine": "twice"},
        encode(UnitScheme.of("rate")) | {"least": [["rate"]]},
    ],
)
def test_what_no_scheme_of_units_wrote_is_refused(data):
    assert refusal(decode, data) == "unit-scheme-unreadable"


@pytest.mark.parametrize("key", ["height", "criterion:", ""])
def test_an_unknown_key_is_refused(key):
    assert refusal(UnitCriterion, key) == "unit-key-unknown"


def test_a_threshold_is_of_a_known_key():
    assert (
        refusal(UnitScheme, (UnitCriterion("rate"),), (Least("height", 5),)) == "unit-key-unknown"
    )


@pytest.mark.parametrize("key", ENDS)
def test_neither_a_lot_nor_a_decision_of_units_is_turned(key):
    criteria = (UnitCriterion(key, Direction.LESS_FIRST),)
    assert refusal(UnitScheme, criteria, refused=SchemeRefused) == "scheme-turned"


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ((), "scheme-empty"),
        (("rate", "rate"), "scheme-key-twice"),
        (("lot", "rate"), "scheme-lot-not-last"),
        (("committee", "rate"), "scheme-committee-not-last"),
    ],
)
def test_keys_of_units_make_an_order_as_those_of_people(named, code):
    assert refusal(UnitScheme.of, *named, refused=SchemeRefused) == code


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"least_headcount": 0}, "unit-least-headcount"),
        ({"paths": Paths.AUDIENCE}, "unit-scheme-unreadable"),
        ({"grouping": Grouping.SIZE}, "unit-sizes"),
        ({"grouping": Grouping.BLOCK, "sizes": (5,)}, "unit-sizes"),
        ({"grouping": Grouping.SIZE, "sizes": (9, 5)}, "unit-sizes"),
        ({"grouping": Grouping.SIZE, "sizes": (5, 5)}, "unit-sizes"),
        ({"grouping": Grouping.SIZE, "sizes": (0, 5)}, "unit-sizes"),
    ],
)
def test_sizes_rise_and_belong_to_bands(given_, code):
    with pytest.raises(UnitRuleRefused) as refused:
        UnitScheme((UnitCriterion("rate"),), **given_)
    assert refused.value.code == code
