import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.drawing import Paper, PaperItem
from contest.rules.scoring import Marks, score
from questions.marking import CREDIT, Key, Outcome
from questions.model import Kind

PAPER = Paper((PaperItem(7, (2, 0, 1)), PaperItem(9, (0, 1, 2))))
FIRST = Key(frozenset({0}))
KEYS = {7: FIRST, 9: FIRST}
RIGHT, WRONG, BLANK = Outcome.RIGHT, Outcome.WRONG, Outcome.BLANK

letters = st.sampled_from([None, "", *"ABCDEFGHZ", "AC", "BD", "ABCD", "AbCd", "abcd", "aC", "d"])
accepted = st.frozensets(st.integers(0, 3), min_size=1)
key_kinds = st.one_of(
    st.builds(Key, accepted, kind=st.sampled_from(Kind)),
    st.just(Key(frozenset(), kind=Kind.STATEMENTS)),
    st.just(Key(frozenset(), all_get_the_point=True)),
    st.just(Key(frozenset(), is_dropped=True)),
)


@st.composite
def sat(draw):
    """A paper, its answers and its keys."""
    items = [
        PaperItem(number, tuple(draw(st.permutations(range(4)))))
        for number in range(1, draw(st.integers(0, 12)) + 1)
    ]
    answers = {position: draw(letters) for position in range(1, len(items) + 1)}
    return Paper(tuple(items)), answers, {each.version_id: draw(key_kinds) for each in items}


@pytest.mark.parametrize(
    ("answers", "keys", "expected"),
    [
        pytest.param({}, KEYS, Marks(2, 0, 0, 0, (BLANK, BLANK)), id="blank"),
        pytest.param({1: "B", 2: "A"}, KEYS, Marks(2, 2, 2, 200, (RIGHT, RIGHT)), id="all-right"),
        pytest.param({1: "A", 2: None}, KEYS, Marks(2, 1, 0, 0, (WRONG, BLANK)), id="wrong"),
        pytest.param(
            {1: "D", 2: "A"}, KEYS, Marks(2, 1, 1, 100, (BLANK, RIGHT)), id="no-such-option"
        ),
        pytest.param(
            {2: "A", 3: "A"}, KEYS, Marks(2, 1, 1, 100, (BLANK, RIGHT)), id="no-such-position"
        ),
        pytest.param(
            {1: "A"},
            {7: Key(frozenset({0, 2})), 9: FIRST},
            Marks(2, 1, 1, 100, (RIGHT, BLANK)),
            id="several-accepted",
        ),
        pytest.param(
            {2: "B"},
            {7: Key(frozenset(), all_get_the_point=True), 9: FIRST},
            Marks(2, 1, 1, 100, (RIGHT, WRONG)),
            id="all-get-the-point-though-blank",
        ),
        pytest.param(
            {1: "B", 2: "A"},
            {7: Key(frozenset(), is_dropped=True), 9: FIRST},
            Marks(1, 1, 1, 100, (BLANK, RIGHT)),
            id="dropped",
        ),
    ],
)
def test_marks(answers, keys, expected):
    assert score(PAPER, answers, keys) == expected


def test_a_question_may_earn_other_points():
    assert score(PAPER, {1: "B"}, KEYS, points_each=250).points == 250


@pytest.mark.parametrize(
    ("marks", "is_all_right"),
    [
        (Marks(2, 2, 2, 200, (RIGHT, RIGHT)), True),
        (Marks(2, 2, 1, 100, (RIGHT, WRONG)), False),
        (Marks(0, 0, 0, 0, (BLANK,)), False),
    ],
)
def test_all_right_needs_every_question_and_at_least_one(marks, is_all_right):
    assert marks.is_all_right is is_all_right


def test_a_version_without_a_key_is_not_marked():
    with pytest.raises(KeyError):
        score(PAPER, {}, {7: FIRST})


@given(sat())
def test_there_is_an_outcome_for_each_position(sitting):
    assert len(score(*sitting).outcomes) == len(sitting[0].items)


@given(sat())
def test_points_follow_from_the_outcomes_alone(sitting):
    marks = score(*sitting)
    assert marks.points == sum(CREDIT[each] for each in marks.outcomes)
    assert marks.right_count == marks.outcomes.count(RIGHT)


@given(sat(), st.integers(0, 1000))
def test_nobody_earns_more_than_all_points_or_less_than_the_right_ones(sitting, points_each):
    marks = score(*sitting, points_each)
    assert marks.right_count * points_each <= marks.points
    assert marks.points <= points_each * len(marks.outcomes)


@given(sat())
def test_no_more_is_right_than_is_counted(sitting):
    marks = score(*sitting)
    assert 0 <= marks.right_count <= marks.question_count <= len(marks.outcomes)


def moved_choice(choice, old, new):
    """The same choice on a paper that shows the options in another order."""
    written = {old["ABCD".index(each.upper())]: each for each in choice or "" if each in "ABCDabcd"}
    moved = [(new.index(at), each.islower()) for at, each in written.items()]
    return "".join("abcd"[at] if is_small else "ABCD"[at] for at, is_small in sorted(moved))


@given(sat(), st.permutations(range(4)), st.integers(1, 12))
def test_the_order_shown_does_not_matter(sitting, order, position):
    paper, answers, keys = sitting
    items = list(paper.items)
    if position <= len(items):
        old = items[position - 1]
        moved = moved_choice(answers[position], old.order, order)
        items[position - 1] = PaperItem(old.version_id, tuple(order))
        answers = {**answers, position: moved}
    assert score(Paper(tuple(items)), answers, keys) == score(*sitting)


def test_a_share_of_the_points_is_earned_for_statements():
    paper = Paper((PaperItem(7, (0, 1, 2, 3)),))
    keys = {7: Key(frozenset({0, 2}), kind=Kind.STATEMENTS)}
    marks = score(paper, {1: "AbC"}, keys)
    assert marks == Marks(1, 1, 0, 50, (Outcome.THREE_OF_FOUR,))


def test_half_a_hundredth_is_rounded_up():
    paper = Paper((PaperItem(7, (0, 1, 2, 3)),))
    keys = {7: Key(frozenset({0, 2}), kind=Kind.STATEMENTS)}
    assert score(paper, {1: "A"}, keys, points_each=5).points == 1
