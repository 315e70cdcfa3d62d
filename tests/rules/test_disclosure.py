from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.disclosure import (
    ANSWERS,
    EARLIEST,
    FIGURES,
    INSIDERS,
    Conflict,
    DisclosureFault,
    DisclosureRefused,
    Settings,
    Shown,
    Span,
    What,
    When,
    Whom,
    allowed,
    conflicts,
    decode_opens,
    encode_opens,
    figures_as_of,
    may_see_own_place,
    settings_of,
    settings_with,
)
from contest.rules.result_way import ORDER, State

# The table as it is printed: from which state on each sees what.  0 open, 1 closed, 2 provisional,
# 5 published; "-" never.  As usual, and (after the stroke) where the regulation opens all it may.
PRINTED = """
               self   public contact leader judge  organiser secretary
own-marks      1/0    -      -       -      -      -         -
own-wrong      1/1    -      -       -      -      -         -
right-answers  1/1    -      -       -      1/1    1/1       -
key            -/1    -/1    -/1     -/1    1/1    1/1       -/1
totals         0/0    0/0    0/0     0/0    0/0    0/0       0/0
unit-table     0/0    0/0    0/0     0/0    0/0    0/0       0/0
numbers        -/2    -/2    -/2     -/2    2/2    2/2       2/2
winners        5/5    5/5    5/5     5/5    2/2    2/2       2/2
names          -      -      0/0     -      2/2    0/0       0/0
standings      -      -      -       -      2/2    2/2       -
bank           -/0    -/0    -/0     -/0    -/0    -/0       -/0
look-up        -/0    -/0    -/0     -/0    -/0    -/0       -/0
"""
USUAL, WIDEST = Settings(), Settings(EARLIEST)
CELLS = [*product(What, Whom)]


def printed():
    head, *rows = (line.split() for line in PRINTED.strip().splitlines())
    for what, *cells in rows:
        for whom, cell in zip(head, cells, strict=True):
            usual, _, widest = cell.partition("/")
            yield (What(what), Whom(whom)), (usual, widest or usual)


EXPECTED = dict(printed())


def first_state(what, whom, settings):
    """The first state from which on it is seen, which is then not lost again."""
    seen = [allowed(what, whom, When(state), settings) for state in ORDER]
    assert seen == sorted(seen)
    return str(seen.index(True)) if any(seen) else "-"


whens = st.builds(
    When,
    st.sampled_from(State),
    st.booleans(),
    st.booleans(),
    st.frozensets(st.sampled_from(sorted(FIGURES))),
)
settings = st.dictionaries(
    st.sampled_from(sorted(EARLIEST)), st.none() | st.sampled_from(ORDER)
).map(
    lambda opens: Settings(
        {
            what: state and max(state, EARLIEST[what], key=ORDER.index)
            for what, state in opens.items()
        }
    )
)
cells = st.sampled_from(CELLS)


def test_the_printed_table_has_every_cell():
    assert list(EXPECTED) == CELLS


@pytest.mark.parametrize("cell", CELLS)
def test_who_sees_what_from_when_on_as_usual(cell):
    assert first_state(*cell, USUAL) == EXPECTED[cell][0]


@pytest.mark.parametrize("cell", CELLS)
def test_who_sees_what_from_when_on_where_all_is_opened_that_may_be(cell):
    assert first_state(*cell, WIDEST) == EXPECTED[cell][1]


@pytest.mark.parametrize("cell", CELLS)
def test_an_annulled_round_shows_outsiders_no_more_than_a_closed_one(cell):
    what, whom = cell
    state = State.FINAL if whom in INSIDERS else State.CLOSED
    for given_ in (USUAL, WIDEST):
        annulled = allowed(what, whom, When(State.ANNULLED), given_)
        assert annulled is allowed(what, whom, When(state), given_)


@given(cells, whens, settings)
def test_no_answer_is_seen_while_anyone_may_still_sit_the_question(cell, when, given_):
    if cell[0] in ANSWERS and (when.may_be_sat or when.state is State.OPEN):
        assert not allowed(*cell, when, given_)


@given(cells, whens, settings)
def test_nothing_is_seen_of_a_running_attempt(cell, when, given_):
    if not when.attempt_over and cell[0] in {What.OWN_MARKS, What.OWN_WRONG, What.RIGHT_ANSWERS}:
        assert not allowed(*cell, when, given_)


@given(cells, whens, settings)
def test_no_outsider_sees_a_figure_that_tells_an_open_prediction(cell, when, given_):
    if cell[0] in when.predicted and cell[1] not in INSIDERS:
        assert not allowed(*cell, when, given_)


@given(whens, settings)
def test_the_public_sees_no_names_before_the_decision_is_published(when, given_):
    if when.state not in {State.PUBLISHED, State.COMPLAINTS, State.FINAL}:
        for what in (What.WINNERS, What.NAMES, What.STANDINGS):
            assert not allowed(what, Whom.PUBLIC, when, given_)


@given(whens, settings, st.sampled_from([Whom.PUBLIC, Whom.CONTACT, Whom.LEADER]))
def test_outsiders_never_see_the_marks_of_one_who_wins_nothing(when, given_, whom):
    assert not allowed(What.STANDINGS, whom, when, given_)
    assert not allowed(What.OWN_MARKS, whom, when, given_)


@given(whens, settings)
def test_right_answers_are_never_seen_without_the_marks(when, given_):
    if allowed(What.RIGHT_ANSWERS, Whom.SELF, when, given_):
        assert allowed(What.OWN_MARKS, Whom.SELF, when, given_)


@given(whens, settings)
def test_the_look_up_tells_nothing_that_the_own_page_does_not(when, given_):
    if allowed(What.LOOK_UP, Whom.PUBLIC, when, given_):
        assert allowed(What.OWN_MARKS, Whom.SELF, when, given_)


@given(whens, settings, st.sampled_from(sorted(EARLIEST)), st.sampled_from(Whom))
def test_whoever_has_an_office_sees_what_is_printed_for_all(when, given_, what, whom):
    if allowed(what, Whom.PUBLIC, when, given_):
        assert allowed(what, whom, when, given_)


@pytest.mark.parametrize(
    ("what", "state"),
    [(what, state) for what, first in EARLIEST.items() for state in ORDER[: ORDER.index(first)]],
)
def test_a_regulation_that_opens_something_too_early_is_refused(what, state):
    with pytest.raises(DisclosureRefused) as refused:
        Settings({what: state})
    assert (refused.value.code, refused.value.what) == (DisclosureFault.TOO_EARLY, what)


@pytest.mark.parametrize(
    ("what", "state"),
    [
        (What.NAMES, State.FINAL),
        (What.STANDINGS, State.FINAL),
        (What.TOTALS, State.ANNULLED),
    ],
)
def test_what_is_not_the_regulations_to_open_is_refused(what, state):
    with pytest.raises(DisclosureRefused) as refused:
        Settings({what: state})
    assert refused.value.code == DisclosureFault.NOT_TO_BE_SET


@pytest.mark.parametrize(
    ("shown", "marks", "answers"),
    [
        (Shown.AT_ONCE, "0", "1"),
        (Shown.AFTER_CLOSING, "1", "1"),
        (Shown.AFTER_PUBLICATION, "5", "5"),
    ],
)
def test_when_marks_and_right_answers_are_seen(shown, marks, answers):
    given_ = settings_of(shown)
    assert first_state(What.OWN_MARKS, Whom.SELF, given_) == marks
    assert first_state(What.OWN_WRONG, Whom.SELF, given_) == answers
    assert first_state(What.RIGHT_ANSWERS, Whom.SELF, given_) == answers


@pytest.mark.parametrize(
    ("whom", "state", "frozen_at_ms", "expected"),
    [
        (Whom.PUBLIC, State.OPEN, None, 500),
        (Whom.PUBLIC, State.OPEN, 300, 300),
        (Whom.PUBLIC, State.OPEN, 600, 500),
        (Whom.SELF, State.PROVISIONAL, 300, 300),
        (Whom.LEADER, State.DECISION, 300, 300),
        (Whom.PUBLIC, State.PUBLISHED, 300, 500),
        (Whom.ORGANISER, State.OPEN, 300, 500),
        (Whom.PUBLIC, State.ANNULLED, 300, 300),
    ],
)
def test_a_frozen_board_shows_outsiders_what_stood_then(whom, state, frozen_at_ms, expected):
    assert figures_as_of(whom, state, 500, frozen_at_ms) == expected


FIRST = Span(1, 100, frozenset({7, 8}))
SECOND = Span(2, 200, frozenset({8, 9}))
APART = Span(3, 300, frozenset({5}))


def test_answers_at_the_closing_are_in_conflict_with_a_later_round_that_asks_the_same():
    given_ = Settings({What.KEY: State.CLOSED, What.OWN_WRONG: None})
    assert conflicts(given_, FIRST, [SECOND, APART]) == (
        Conflict(What.RIGHT_ANSWERS, 2),
        Conflict(What.KEY, 2),
    )


def test_the_last_round_is_in_conflict_with_none():
    assert conflicts(Settings({What.KEY: State.CLOSED}), SECOND, [FIRST]) == ()


def test_answers_with_the_publication_wait_and_are_in_conflict_with_none():
    assert conflicts(settings_of(Shown.AFTER_PUBLICATION), FIRST, [SECOND]) == ()


@given(settings)
def test_what_is_opened_is_read_as_it_was_written(given_):
    assert decode_opens(encode_opens(given_.opens)) == given_.opens


def test_before_the_regulation_was_asked_figures_come_with_the_publication():
    opens = settings_with(Shown.AT_ONCE, None).opens
    assert {opens[What.TOTALS], opens[What.UNIT_TABLE]} == {State.PUBLISHED}
    assert opens[What.OWN_MARKS] is State.OPEN


def test_what_the_regulation_says_goes_before_what_the_round_has():
    opens = settings_with(Shown.AFTER_CLOSING, {What.RIGHT_ANSWERS: State.PUBLISHED}).opens
    assert (opens[What.OWN_MARKS], opens[What.RIGHT_ANSWERS]) == (State.CLOSED, State.PUBLISHED)


@pytest.mark.parametrize("data", [{"moon": "open"}, {"key": "some-day"}])
def test_what_are_no_settings_are_not_read(data):
    with pytest.raises(ValueError, match="not a valid"):
        decode_opens(data)


@pytest.mark.parametrize("state", ORDER)
def test_ones_own_place_comes_with_the_publication(state):
    assert may_see_own_place(When(state), USUAL) == (ORDER.index(state) >= 5)


@pytest.mark.parametrize("state", ORDER)
def test_ones_own_place_comes_with_places_by_number_where_these_are_public(state):
    assert may_see_own_place(When(state), WIDEST) == (ORDER.index(state) >= 2)


def test_ones_own_place_waits_for_ones_own_marks():
    late = Settings({What.OWN_MARKS: State.FINAL})
    assert not may_see_own_place(When(State.PUBLISHED), late)
    assert may_see_own_place(When(State.FINAL), late)


def test_an_annulled_round_tells_nobody_a_place():
    assert not may_see_own_place(When(State.ANNULLED), USUAL)
