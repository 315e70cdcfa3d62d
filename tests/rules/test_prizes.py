import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contest.rules.prizes import (
    Award,
    Edge,
    Placed,
    Prize,
    PrizeList,
    PrizeRefused,
    PrizeRules,
    Repeat,
    RoundLists,
    Undecided,
    award,
    award_rounds,
)

FIRST = Prize("1", "Giải Nhất", 1, 1_000, 1)
SECOND = Prize("2", "Giải Nhì", 2, 500, 2)
PRIZES = [FIRST, SECOND]
WEEK = PrizeList([Placed(name, at) for at, name in enumerate("abcde", 1)], [FIRST])


def lined_up(*groups):
    """``lined_up("a", "bc")``: a stands first, b and c share the second place."""
    found = []
    for group in groups:
        at = len(found) + 1
        found += [Placed(name, at) for name in group]
    return found


def won(awarded):
    return [(each.entrant, each.prize, each.amount) for each in awarded.awards]


orders = st.lists(st.integers(1, 4), max_size=8).map(
    lambda sizes: [
        Placed(sum(sizes[:at]) + each, sum(sizes[:at]) + 1)
        for at, size in enumerate(sizes)
        for each in range(size)
    ]
)
prize_lists = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 100)), min_size=1, max_size=4
).map(
    lambda given_: [
        Prize(rank, f"Giải {rank}", count, amount, rank)
        for rank, (count, amount) in enumerate(given_)
    ]
)
edges = st.sampled_from(Edge)
some = st.sets(st.integers(0, 31))


def drawn(order):
    return {each.entrant: hash((each.entrant, "lot")) for each in order}


def test_prizes_go_down_the_order():
    found = award(lined_up("a", "b", "c", "d"), PRIZES, Edge.SHARED)
    assert won(found) == [("a", "1", 1_000), ("b", "2", 500), ("c", "2", 500)]


def test_an_award_names_place_and_title():
    [found] = award(lined_up("a"), [FIRST], Edge.SHARED).awards
    assert found == Award("a", 1, "1", "Giải Nhất", 1_000)


def test_the_better_prize_is_the_one_of_the_lower_rank():
    assert won(award(lined_up("a"), [SECOND, FIRST], Edge.SHARED)) == [("a", "1", 1_000)]


def test_equals_of_whom_all_get_the_same_just_get_it():
    found = award(lined_up("a", "bc"), PRIZES, Edge.DRAWN)
    assert won(found) == [("a", "1", 1_000), ("b", "2", 500), ("c", "2", 500)]


def test_shared_the_money_of_the_filled_positions_is_divided():
    found = award(lined_up("ab", "c"), PRIZES, Edge.SHARED)
    assert won(found) == [("a", "1", 750), ("b", "1", 750), ("c", "2", 500)]


def test_what_whole_dong_leave_over_is_stated():
    found = award(lined_up("abc"), [FIRST], Edge.SHARED)
    assert (won(found)[0], found.remainder) == (("a", "1", 333), 1)


def test_who_shares_bears_the_best_title():
    found = award(lined_up("ab"), PRIZES, Edge.SHARED)
    assert {(each.title, each.is_shared) for each in found.awards} == {("Giải Nhất", True)}


def test_all_equals_over_an_edge_may_get_its_prize_and_later_prizes_keep_their_numbers():
    found = award(lined_up("abc", "d", "e", "f"), PRIZES, Edge.ALL)
    assert won(found) == [
        *((each, "1", 1_000) for each in "abc"), ("d", "2", 500), ("e", "2", 500)
    ]  # fmt: skip


def test_all_equals_over_the_last_edge_get_its_prize():
    found = award(lined_up("a", "b", "cde"), PRIZES, Edge.ALL)
    assert won(found)[2:] == [(each, "2", 500) for each in "cde"]


def test_drawn_a_lower_lot_gets_the_better_position():
    lots = {"a": 3, "b": 1, "c": 2, "d": 4}
    found = award(lined_up("abcd"), PRIZES, Edge.DRAWN, lots=lots)
    assert won(found) == [("b", "1", 1_000), ("c", "2", 500), ("a", "2", 500)]


@pytest.mark.parametrize("lots", [None, {"a": 1}, {"a": 1, "b": 1}])
def test_while_lots_are_missing_nothing_is_given_and_the_positions_are_kept(lots):
    found = award(lined_up("ab", "c"), PRIZES, Edge.DRAWN, lots=lots)
    assert found.undecided == (Undecided(("a", "b"), ("1", "2")),)
    assert won(found) == [("c", "2", 500)]


def test_who_is_struck_out_is_passed_over_and_prizes_pass_on():
    found = award(lined_up("a", "b", "c", "d"), PRIZES, Edge.SHARED, out={"a"})
    assert [each.entrant for each in found.awards] == ["b", "c", "d"]


def test_who_has_won_already_is_passed_over():
    found = award(lined_up("a", "b"), [FIRST], Edge.SHARED, taken={"a"})
    assert [each.entrant for each in found.awards] == ["b"]


def test_equals_become_fewer_when_one_of_them_is_struck_out():
    found = award(lined_up("ab", "c"), [FIRST], Edge.SHARED, out={"b"})
    assert won(found) == [("a", "1", 1_000)]


def test_what_nobody_wins_is_left():
    found = award(lined_up("a", "b"), PRIZES, Edge.SHARED)
    assert found.left == (("2", 1),)


@given(orders, prize_lists, edges, some)
def test_nobody_wins_twice_on_a_list(order, prizes, edge, out):
    winners = [each.entrant for each in award(order, prizes, edge, out=out).awards]
    assert len(winners) == len(set(winners))


@given(orders, prize_lists, some, st.booleans())
def test_drawn_no_more_prizes_are_given_than_there_are(order, prizes, out, is_drawn):
    lots = drawn(order) if is_drawn else None
    found = award(order, prizes, Edge.DRAWN, out=out, lots=lots)
    given_ = [each.prize for each in found.awards]
    given_ += [prize for each in found.undecided for prize in each.prizes]
    given_ += [prize for prize, count in found.left for _ in range(count)]
    assert sorted(given_) == sorted(each.id for each in prizes for _ in range(each.count))


@given(orders, prize_lists, some)
def test_shared_no_more_money_is_given_than_there_is(order, prizes, out):
    found = award(order, prizes, Edge.SHARED, out=out)
    amounts = {each.id: each.amount for each in prizes}
    spent = sum(each.amount for each in found.awards) + found.remainder
    left = sum(amounts[prize] * count for prize, count in found.left)
    assert spent + left == sum(each.amount * each.count for each in prizes)


@given(orders, prize_lists, some)
def test_all_a_later_prize_is_given_more_than_it_has_only_to_equals_over_its_edge(
    order, prizes, out
):
    found = award(order, prizes, Edge.ALL, out=out)
    for prize in prizes:
        given_ = [each.place for each in found.awards if each.prize == prize.id]
        last = [place for place in given_ if given_ and place == given_[-1]]
        assert len(given_) - len(last) < prize.count


@given(orders, prize_lists, edges, some)
def test_a_better_place_never_wins_less(order, prizes, edge, out):
    found = award(order, prizes, edge, out=out, lots=drawn(order))
    ranks = {each.id: each.rank for each in prizes}
    won_by_place = sorted((each.place, ranks[each.prize]) for each in found.awards)
    assert [rank for _, rank in won_by_place] == sorted(rank for _, rank in won_by_place)


@given(orders, prize_lists, edges, some, st.data())
def test_passing_on_keeps_the_order_and_worsens_nobody(order, prizes, edge, out, data):
    assume(order)
    gone = data.draw(st.sampled_from([each.entrant for each in order]))
    lots, ranks = drawn(order), {each.id: each.rank for each in prizes}
    before = award(order, prizes, edge, out=out, lots=lots)
    after = award(order, prizes, edge, out=out | {gone}, lots=lots)
    now = {each.entrant: ranks[each.prize] for each in after.awards}
    if edge is not Edge.ALL:  # there one more equal opens no further position
        for each in before.awards:
            assert each.entrant == gone or now[each.entrant] <= ranks[each.prize]
    places = [each.place for each in after.awards]
    assert places == sorted(places)


def entrants(rounds):
    return [[each.entrant for each in awarded.awards] for round_ in rounds for awarded in round_]


@pytest.mark.parametrize(
    ("repeat", "expected"),
    [
        (Repeat.ONCE_IN_CONTEST, [["a"], ["b"], ["c"], ["d"]]),
        (Repeat.ONCE_IN_ROUND, [["a"], ["b"], ["a"], ["b"]]),
        (Repeat.EVERY, [["a"], ["a"], ["a"], ["a"]]),
    ],
)
def test_how_often_one_person_may_win(repeat, expected):
    weeks = [RoundLists([WEEK, WEEK]), RoundLists([WEEK, WEEK])]
    assert entrants(award_rounds(weeks, Edge.SHARED, repeat)) == expected


def test_a_final_round_stays_whoever_is_struck_out_of_another():
    first, second = award_rounds(
        [RoundLists([WEEK]), RoundLists([WEEK])], Edge.SHARED, Repeat.ONCE_IN_CONTEST
    )
    again = [RoundLists([WEEK._replace(out=frozenset("a"))]), RoundLists([WEEK], final=second)]
    changed = award_rounds(again, Edge.SHARED, Repeat.ONCE_IN_CONTEST)
    assert (entrants([first]), entrants(changed)) == ([["a"]], [["c"], ["b"]])


def test_who_waits_for_a_lot_in_one_round_is_passed_over_in_the_next():
    tied = PrizeList(lined_up("ab", "c"), [FIRST])
    weeks = [RoundLists([tied]), RoundLists([WEEK])]
    found = award_rounds(weeks, Edge.DRAWN, Repeat.ONCE_IN_CONTEST)
    assert entrants(found) == [[], ["c"]]


@pytest.mark.parametrize(
    ("given_", "code"),
    [({"count": 0}, "prize-count"), ({"amount": -1}, "prize-amount")],
)
def test_a_prize_of_nothing_is_refused(given_, code):
    with pytest.raises(PrizeRefused) as refused:
        Prize(**{"id": 1, "title": "Giải Nhất", "count": 1, "amount": 0, "rank": 1} | given_)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "other", [Prize("1", "Giải Nhì", 1, 5, 2), Prize("2", "Giải Nhì", 1, 5, 1)]
)
def test_two_prizes_have_neither_an_id_nor_a_rank_in_common(other):
    with pytest.raises(PrizeRefused) as refused:
        PrizeRules((FIRST, other))
    assert refused.value.code == "prize-twice"


def test_a_prize_that_nobody_claimed_passes_on_and_the_places_stay():
    found = award(lined_up("a", "b", "c", "d"), PRIZES, Edge.SHARED, unclaimed={"a"})
    assert won(found) == [("b", "1", 1_000), ("c", "2", 500), ("d", "2", 500)]
    assert [each.place for each in found.awards] == [2, 3, 4]


def test_a_final_round_passes_nothing_on():
    fixed = award(WEEK.order, WEEK.prizes, Edge.SHARED)
    week = WEEK._replace(unclaimed=frozenset("a"))
    [[stays]] = award_rounds([RoundLists([week], (fixed,))], Edge.SHARED, Repeat.EVERY)
    assert stays == fixed


def test_who_did_not_claim_one_week_may_win_the_next():
    weeks = [RoundLists([WEEK._replace(unclaimed=frozenset("a"))]), RoundLists([WEEK])]
    first, second = award_rounds(weeks, Edge.SHARED, Repeat.ONCE_IN_CONTEST)
    assert [won(each)[0][0] for each in (*first, *second)] == ["b", "a"]
