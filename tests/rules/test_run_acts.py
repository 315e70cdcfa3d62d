from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.official_paper import Paper, PaperFault
from contest.rules.result_way import State
from contest.rules.run_acts import (
    Effect,
    OpenAttempts,
    RunAct,
    RunFacts,
    RunFault,
    RunKind,
    effect_on_open_attempts,
    extended,
    obstacles,
)
from contest.rules.timing import Allowance, AttemptTimes, Window, attempt_times

MINUTE = 60_000
TODAY = date(2026, 11, 24)
PAPER = Paper("12/QĐ-BTC", TODAY, "Nguyễn Văn An")
WINDOW = Window(0, 100 * MINUTE)
ALLOWANCE = Allowance(20 * MINUTE, 10_000)
FACTS = RunFacts(TODAY, WINDOW, State.OPEN)
EXTENDED = 130 * MINUTE

starts = st.integers(0, 100 * MINUTE - 1)


def act(kind, **given_):
    usual = {"decision": PAPER, "reason": "Mất điện toàn xã.", "at_ms": 90 * MINUTE}
    return RunAct(kind, **usual | given_)


def extension(to_ms=EXTENDED):
    return act(RunKind.EXTEND, to_ms=to_ms)


def suspension(fate=OpenAttempts.STOPPED_CLOCK):
    return act(RunKind.SUSPEND, fate=fate)


def started(at_ms, extra_ms=0):
    times = attempt_times(WINDOW, ALLOWANCE, at_ms)
    return replace(times, deadline_ms=times.deadline_ms + extra_ms)


def codes(given_, **facts):
    return [each.code for each in obstacles(given_, replace(FACTS, **facts))]


SOUND = {
    RunKind.EXTEND: (extension(), {}),
    RunKind.SUSPEND: (suspension(), {}),
    RunKind.RESUME: (act(RunKind.RESUME), {"suspended_since_ms": 80 * MINUTE}),
    RunKind.POSTPONE: (act(RunKind.POSTPONE, to_ms=50 * MINUTE), {}),
    RunKind.CALL_OFF: (act(RunKind.CALL_OFF), {}),
    RunKind.ANNUL: (act(RunKind.ANNUL), {"state": State.FINAL, "starts": 9}),
}


@pytest.mark.parametrize("kind", RunKind)
def test_an_act_with_a_decision_and_a_reason_is_done(kind):
    given_, facts = SOUND[kind]
    assert codes(given_, **facts) == []


@pytest.mark.parametrize("kind", RunKind)
def test_each_act_needs_the_number_of_a_decision_and_a_reason(kind):
    given_, facts = SOUND[kind]
    assert codes(replace(given_, decision=None), **facts) == [PaperFault.MISSING]
    blank = replace(given_, decision=replace(PAPER, number=""), reason=" ")
    assert codes(blank, **facts) == [PaperFault.NUMBER_MISSING, RunFault.REASON_MISSING]


@pytest.mark.parametrize(
    ("given_", "facts", "code"),
    [
        (extension(None), {}, RunFault.TIME_MISSING),
        (extension(WINDOW.closes_ms), {}, RunFault.NOT_LATER),
        (extension(), {"state": State.PROVISIONAL}, RunFault.RESULT_TOO_FAR),
        (suspension(None), {}, RunFault.FATE_MISSING),
        (replace(suspension(), at_ms=WINDOW.closes_ms), {}, RunFault.ROUND_NOT_OPEN),
        (suspension(), {"suspended_since_ms": 1}, RunFault.SUSPENDED_ALREADY),
        (act(RunKind.RESUME), {}, RunFault.NOT_SUSPENDED),
        (act(RunKind.POSTPONE), {}, RunFault.TIME_MISSING),
        (act(RunKind.POSTPONE, to_ms=1), {"starts": 1}, RunFault.STARTED_ALREADY),
        (act(RunKind.CALL_OFF), {"starts": 1}, RunFault.STARTED_ALREADY),
        (act(RunKind.CALL_OFF), {"state": State.CLOSED}, RunFault.OVER_ALREADY),
        (act(RunKind.ANNUL), {"state": State.ANNULLED}, RunFault.OVER_ALREADY),
    ],
)
def test_an_act_where_it_does_not_apply_is_refused(given_, facts, code):
    assert codes(given_, **facts) == [code]


def test_a_closed_round_may_still_be_extended():
    assert codes(extension(), state=State.CLOSED) == []


def longer(times, closes_ms=EXTENDED):
    return extended(times, WINDOW, ALLOWANCE, closes_ms)


def test_an_extension_gives_back_what_the_closing_had_cut():
    assert longer(started(90 * MINUTE)) == AttemptTimes(
        90 * MINUTE, 110 * MINUTE, 110 * MINUTE + 10_000
    )


def test_an_extension_leaves_extra_time_as_it_was_given():
    assert longer(started(90 * MINUTE, extra_ms=MINUTE)).deadline_ms == 111 * MINUTE


def test_who_had_the_whole_time_gains_nothing_by_an_extension():
    assert longer(started(0)) == started(0)


@given(starts, st.integers(0, MINUTE), st.integers(-MINUTE, 10**8))
def test_no_extension_shortens_an_attempt_or_makes_it_longer_than_allowed(start, extra, more):
    before = started(start, extra)
    after = longer(before, max(WINDOW.closes_ms + more, start + 1))
    whole_ms = start + ALLOWANCE.allowed_ms + extra
    assert before.deadline_ms <= after.deadline_ms <= max(whole_ms, before.deadline_ms)
    assert after.closes_ms - after.deadline_ms == before.closes_ms - before.deadline_ms


def by_a_minute(times):
    return replace(times, deadline_ms=times.deadline_ms + MINUTE)


@pytest.mark.parametrize(
    ("given_", "moved", "expected"),
    [
        (extension(), longer, {Effect.UNCHANGED: 2, Effect.LONGER: 1}),
        (suspension(OpenAttempts.RUN_ON), longer, {Effect.UNCHANGED: 3}),
        (suspension(OpenAttempts.STOPPED_CLOCK), longer, {Effect.STOPPED: 3}),
        (suspension(OpenAttempts.HANDED_IN), longer, {Effect.HANDED_IN: 3}),
        (suspension(None), longer, {Effect.UNCHANGED: 3}),
        (act(RunKind.RESUME), by_a_minute, {Effect.LONGER: 3}),
        (act(RunKind.POSTPONE, to_ms=1), started, {}),
        (act(RunKind.CALL_OFF), longer, {Effect.VOID: 3}),
        (act(RunKind.ANNUL), longer, {Effect.VOID: 3}),
    ],
)
def test_what_an_act_does_to_those_who_sit_the_round(given_, moved, expected):
    running = [started(70 * MINUTE), started(75 * MINUTE), started(90 * MINUTE)]
    counts = effect_on_open_attempts(given_, running if expected else [], moved)
    assert {effect: count for effect, count in counts.items() if count} == expected
