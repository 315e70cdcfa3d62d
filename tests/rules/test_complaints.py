from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.complaints import (
    BARRING,
    BeforeAward,
    Complainant,
    ComplaintFault,
    ComplaintRefused,
    Effect,
    Involvement,
    Kind,
    Number,
    Part,
    State,
    Until,
    answer,
    barring_parts,
    count_open,
    decode_limit,
    effects_of,
    encode_limit,
    is_late,
    last_day,
    may_answer,
    move,
    next_number,
    refusal,
)
from contest.rules.working_days import Counted, Days, WorkCalendar

PLAIN = WorkCalendar()
PUBLISHED = date(2026, 11, 16)
OWN = Complainant(has_entered=True, is_own=True)
ANOTHER = Complainant(has_entered=True, is_own=False)
STRANGER = Complainant(has_entered=False, is_own=False)

limits = st.one_of(
    st.builds(Days, st.integers(1, 99), st.sampled_from(Counted)),
    st.builds(Until, st.dates()),
    st.just(BeforeAward()),
)


@pytest.mark.parametrize(
    ("limit", "awarding", "expected"),
    [
        (Days(3), None, date(2026, 11, 19)),
        (Until(date(2026, 11, 22)), None, date(2026, 11, 22)),
        (BeforeAward(), date(2026, 12, 18), date(2026, 12, 17)),
        (BeforeAward(), None, None),
    ],
)
def test_the_last_day_for_complaints(limit, awarding, expected):
    assert last_day(PUBLISHED, limit, PLAIN, awarding) == expected


@pytest.mark.parametrize(
    ("received", "last", "late"),
    [
        (date(2026, 11, 19), date(2026, 11, 19), False),
        (date(2026, 11, 20), date(2026, 11, 19), True),
        (date(2030, 1, 1), None, False),
    ],
)
def test_a_complaint_is_in_time_until_the_end_of_the_last_day(received, last, late):
    assert is_late(received, last) is late


@pytest.mark.parametrize(
    ("kind", "who", "given_", "expected"),
    [
        (Kind.RESULT, OWN, {}, None),
        (Kind.RESULT, ANOTHER, {}, ComplaintFault.NOT_OWN),
        (Kind.RESULT, STRANGER, {}, ComplaintFault.NOT_ENTERED),
        (Kind.RESULT, OWN, {"event": None}, ComplaintFault.NOTHING_TO_COMPLAIN_OF),
        (Kind.RESULT, OWN, {"received": date(2026, 11, 20)}, ComplaintFault.LATE),
        (Kind.RESULT, OWN, {"knows_complaints": False}, ComplaintFault.NOT_KNOWN),
        (Kind.REFUSAL, Complainant(has_entered=False, is_own=True), {}, None),
        (Kind.REFUSAL, ANOTHER, {}, ComplaintFault.NOT_OWN),
        (Kind.ANOTHER_ENTRANT, ANOTHER, {"event": None, "last": None}, None),
        (Kind.ANOTHER_ENTRANT, STRANGER, {}, ComplaintFault.NOT_ENTERED),
        (Kind.RUNNING, ANOTHER, {"event": None, "last": None}, None),
    ],
)
def test_who_may_complain_of_what(kind, who, given_, expected):
    usual = {
        "received": date(2026, 11, 18),
        "event": PUBLISHED,
        "last": date(2026, 11, 19),
    }
    assert refusal(kind, who, **usual | given_) == expected


@pytest.mark.parametrize(("kind", "part"), [*product(Kind, Part)])
def test_who_took_part_in_what_is_attacked_does_not_answer(kind, part):
    parts = [Involvement(1, part)]
    assert may_answer(1, kind, parts) is (part not in BARRING[kind])
    assert may_answer(2, kind, parts)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("part", [Part.COMPLAINS, Part.COMPLAINED_OF, Part.RELATIVE])
def test_nobody_answers_in_their_own_matter(kind, part):
    assert barring_parts(7, kind, [Involvement(7, part), Involvement(8, Part.RAN)]) == {part}


@pytest.mark.parametrize(
    ("kind", "part", "bars"),
    [
        (Kind.RESULT, Part.SET_KEY, True),
        (Kind.RESULT, Part.RAN, False),
        (Kind.RESULT, Part.VERIFIED, False),
        (Kind.REFUSAL, Part.VERIFIED, True),
        (Kind.REFUSAL, Part.SET_KEY, False),
        (Kind.ANOTHER_ENTRANT, Part.VERIFIED, True),
        (Kind.RUNNING, Part.RAN, True),
        (Kind.RUNNING, Part.MARKED, False),
    ],
)
def test_whose_part_bars_is_told_by_what_is_complained_of(kind, part, bars):
    assert (part in BARRING[kind]) is bars


STEPS = {
    (State.RECEIVED, State.TAKEN_UP),
    (State.RECEIVED, State.NOT_TAKEN_UP),
    (State.RECEIVED, State.WITHDRAWN),
    (State.TAKEN_UP, State.ANSWERED),
    (State.TAKEN_UP, State.WITHDRAWN),
}


@pytest.mark.parametrize("step", [*product(State, repeat=2)])
def test_the_steps_of_a_complaint(step):
    if step in STEPS:
        assert move(*step) is step[1]
        return
    with pytest.raises(ComplaintRefused) as refused:
        move(*step)
    assert refused.value.code == ComplaintFault.NO_SUCH_MOVE


def test_only_what_is_not_ended_holds_a_result_up():
    assert count_open(State) == 2


POSSIBLE = {
    Kind.RESULT: {Effect.NONE, Effect.REMARK, Effect.PASSED_ON},
    Kind.REFUSAL: {Effect.NONE, Effect.REINSTATED, Effect.PASSED_ON},
    Kind.ANOTHER_ENTRANT: {Effect.NONE, Effect.PASSED_ON},
    Kind.RUNNING: {Effect.NONE, Effect.REMARK, Effect.PASSED_ON},
}


@pytest.mark.parametrize(("kind", "effect"), [*product(Kind, Effect)])
def test_what_an_answer_may_do(kind, effect):
    assert (effect in effects_of(kind)) is (effect in POSSIBLE[kind])


def answered(**given_):
    usual = {"account": 1, "parts": (), "reason": "Đáp án đúng theo khoản 2."}
    usual |= {"state": State.TAKEN_UP, "kind": Kind.RESULT, "effect": Effect.REMARK}
    usual |= given_
    return answer(usual.pop("state"), usual.pop("kind"), usual.pop("effect"), **usual)


def test_a_complaint_that_was_taken_up_is_answered():
    assert answered() is State.ANSWERED


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"parts": [Involvement(1, Part.SET_KEY)]}, ComplaintFault.TOOK_PART),
        ({"reason": " "}, ComplaintFault.REASON_MISSING),
        ({"effect": Effect.REINSTATED}, ComplaintFault.EFFECT_NOT_POSSIBLE),
        ({"state": State.RECEIVED}, ComplaintFault.NO_SUCH_MOVE),
    ],
)
def test_an_answer_that_cannot_be_is_refused(given_, code):
    with pytest.raises(ComplaintRefused) as refused:
        answered(**given_)
    assert refused.value.code == code


def test_complaints_are_numbered_anew_each_year():
    taken = [Number(2025, 7), Number(2026, 1), Number(2026, 3)]
    assert next_number(taken, 2026) == Number(2026, 4)
    assert next_number(taken, 2027) == Number(2027, 1)
    assert str(Number(2026, 4)) == "4/2026"


@given(limits)
def test_a_limit_is_read_as_it_was_written(limit):
    assert decode_limit(encode_limit(limit)) == limit


@pytest.mark.parametrize("data", [{}, {"before": "dawn"}, {"until": "x"}, {"days": {}}])
def test_what_is_no_limit_is_not_read(data):
    with pytest.raises(ValueError, match=r"a limit is|isoformat"):
        decode_limit(data)
