import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules import calendars_data
from contest.rules.data import DataUnreadable
from contest.rules.days import DAY_MS, MINUTE_MS, midnight_ms
from contest.rules.suspensions import OpenAttempts, Suspension
from contest.rules.timing import Allowance, RoundPhase, StartRefused, Window, attempt_times
from contest.rules.windows import (
    Calendar,
    CalendarRefused,
    DailyHours,
    last_answer_in,
    window_for_start,
    windows,
)

MONDAY = date(2026, 11, 23)
HOUR = 60


def at(day, minute=0):
    """An instant so many days after the Monday, at a minute of that day."""
    return midnight_ms(MONDAY) + day * DAY_MS + minute * MINUTE_MS


WEEKS = Calendar((Window(at(0), at(7)), Window(at(9), at(14))))
OFFICE = DailyHours(7 * HOUR + 30, 17 * HOUR)
DAYS = Calendar((Window(at(0), at(5)),), OFFICE)
STOPPED = OpenAttempts.STOPPED_CLOCK


@st.composite
def calendars(draw):
    marks = sorted(draw(st.sets(st.integers(0, 14 * 24), min_size=2, max_size=8)))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    stretches = tuple(Window(at(0, a * HOUR), at(0, b * HOUR)) for a, b in pairs)
    hours = sorted(draw(st.sets(st.integers(0, 24), min_size=2, max_size=2)))
    daily = draw(st.none() | st.just(DailyHours(*(each * HOUR for each in hours))))
    stops = sorted(draw(st.sets(st.integers(0, 16 * 24), max_size=5)))
    ends = [*stops[1::2], None]
    fate = draw(st.sampled_from(OpenAttempts))
    suspensions = tuple(
        Suspension(at(0, a * HOUR), None if b is None else at(0, b * HOUR), fate)
        for a, b in zip(stops[::2], ends, strict=False)
    )
    try:
        return Calendar(stretches, daily, suspensions)
    except CalendarRefused:
        return Calendar(stretches, None, suspensions)


instants = st.integers(-2 * 24 * HOUR, 17 * 24 * HOUR).map(lambda minute: at(0, minute))


@pytest.mark.parametrize(
    ("calendar", "now_ms", "window", "phase", "opening"),
    [
        pytest.param(WEEKS, at(-1), None, "early", at(0), id="before-the-first"),
        pytest.param(WEEKS, at(0), WEEKS.stretches[0], "open", at(0), id="at-the-opening"),
        pytest.param(WEEKS, at(7) - 1, WEEKS.stretches[0], "open", at(7) - 1, id="last-instant"),
        pytest.param(WEEKS, at(7), None, "paused", at(9), id="in-the-gap"),
        pytest.param(WEEKS, at(14), None, "over", None, id="over"),
        pytest.param(DAYS, at(0), None, "early", at(0, 450), id="before-the-first-morning"),
        pytest.param(
            DAYS,
            at(2, 600),
            Window(at(2, 450), at(2, 1020)),
            "open",
            at(2, 600),
            id="within-the-hours",
        ),
        pytest.param(DAYS, at(2, 1020), None, "paused", at(3, 450), id="in-the-evening"),
        pytest.param(DAYS, at(4, 1020), None, "over", None, id="the-last-evening"),
    ],
)
def test_when_a_round_is_open_and_when_it_opens_next(calendar, now_ms, window, phase, opening):
    assert calendar.window_at(now_ms) == window
    assert calendar.phase_at(now_ms) == phase
    assert calendar.next_opening(now_ms) == opening


def test_twenty_four_hours_a_day_are_one_window_not_one_a_day():
    calendar = Calendar((Window(at(0), at(7)),), DailyHours(0, 1440))
    assert calendar.window_at(at(3)) == Window(at(0), at(7))
    assert calendar.last_closing_ms == at(7)


def test_hours_until_twenty_four_end_at_the_next_days_midnight():
    calendar = Calendar((Window(at(0), at(7)),), DailyHours(18 * HOUR, 1440))
    assert calendar.window_at(at(1) - 1) == Window(at(0, 1080), at(1))


def test_the_last_closing_is_that_of_the_hours_of_the_day_before_where_the_last_has_none():
    calendar = Calendar((Window(at(0), at(2, 360)),), OFFICE)
    assert calendar.whole == Window(at(0, 450), at(1, 1020))


def suspended(*suspensions):
    return Calendar(DAYS.stretches, OFFICE, suspensions)


@pytest.mark.parametrize(
    ("calendar", "now_ms", "phase", "opening"),
    [
        pytest.param(
            suspended(Suspension(at(1, 600), at(1, 700))),
            at(1, 650),
            "paused",
            at(1, 700),
            id="resumed-within-the-hours",
        ),
        pytest.param(
            suspended(Suspension(at(1, 600), at(3, 1100))),
            at(1, 650),
            "paused",
            at(4, 450),
            id="resumed-in-an-evening",
        ),
        pytest.param(
            suspended(Suspension(at(1, 600), at(1, 700)), Suspension(at(1, 700), at(1, 800))),
            at(1, 650),
            "paused",
            at(1, 800),
            id="prolonged",
        ),
        pytest.param(
            suspended(Suspension(at(1, 600), at(6))), at(2), "paused", None, id="to-the-end"
        ),
        pytest.param(suspended(Suspension(at(1, 600), at(6))), at(5), "over", None, id="ended"),
        pytest.param(suspended(Suspension(at(1, 600))), at(2), "paused", None, id="no-end"),
        pytest.param(
            suspended(Suspension(at(1, 600))), at(9), "paused", None, id="no-end-beyond-closing"
        ),
        pytest.param(
            suspended(Suspension(at(1, 600))), at(0, 1100), "paused", at(1, 450), id="yet"
        ),
        pytest.param(suspended(Suspension(at(-1))), at(-1), "early", None, id="before-opening"),
    ],
)
def test_a_suspended_round_pauses_until_it_is_resumed_within_its_windows(
    calendar, now_ms, phase, opening
):
    assert calendar.window_at(now_ms) is None
    assert calendar.phase_at(now_ms) == phase
    assert calendar.next_opening(now_ms) == opening


@pytest.mark.parametrize(
    ("calendar", "now_ms", "code", "opens_ms"),
    [
        (WEEKS, at(-1), "too-early", at(0)),
        (WEEKS, at(8), "between-windows", at(9)),
        (WEEKS, at(14), "round-over", None),
        (DAYS, at(2, 1020), "between-windows", at(3, 450)),
        (suspended(Suspension(at(1), at(2))), at(1, 600), "round-suspended", at(2, 450)),
        (suspended(Suspension(at(1))), at(9), "round-suspended", None),
        (suspended(Suspension(at(-1))), at(-1), "round-suspended", None),
        (suspended(Suspension(at(1), at(9))), at(8), "round-over", None),
    ],
)
def test_a_start_outside_all_windows_is_refused_by_its_reason(calendar, now_ms, code, opens_ms):
    with pytest.raises(StartRefused) as refused:
        window_for_start(calendar, now_ms)
    assert (refused.value.code, refused.value.opens_ms) == (code, opens_ms)


def test_an_attempt_is_cut_at_the_closing_of_its_own_window():
    window = window_for_start(DAYS, at(1, 1010))
    times = attempt_times(window, Allowance(20 * MINUTE_MS), at(1, 1010))
    assert times.deadline_ms == at(1, 1020)


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: Calendar(()), "calendar-empty"),
        (lambda: Calendar((Window(at(1), at(1)),)), "stretch-backwards"),
        (lambda: Calendar((Window(at(0), at(2)), Window(at(1), at(3)))), "stretches-overlap"),
        (lambda: Calendar((Window(at(2), at(3)), Window(at(0), at(1)))), "stretches-overlap"),
        (lambda: Calendar((Window(at(0, 1080), at(1, 360)),), OFFICE), "stretch-never-open"),
        (lambda: DailyHours(600, 600), "hours-impossible"),
        (lambda: DailyHours(-1, 600), "hours-impossible"),
        (lambda: DailyHours(1320, 1441), "hours-impossible"),
        (
            lambda: suspended(Suspension(at(1), at(3)), Suspension(at(2), at(4))),
            "suspensions-overlap",
        ),
        (lambda: suspended(Suspension(at(1)), Suspension(at(2), at(4))), "suspensions-overlap"),
    ],
)
def test_times_that_make_no_sense_are_refused(build, code):
    with pytest.raises(CalendarRefused) as refused:
        build()
    assert refused.value.code == code


def test_stretches_may_follow_one_another_at_once():
    calendar = Calendar((Window(at(0), at(7)), Window(at(7), at(14))))
    assert calendar.window_at(at(7)) == Window(at(7), at(14))


@pytest.mark.parametrize(
    ("suspensions", "extra_min", "last_ms"),
    [
        pytest.param((), 0, at(4, 1020), id="none"),
        pytest.param((), 15, at(4, 1035), id="extra-time"),
        pytest.param((Suspension(at(1), at(1, 60)),), 0, at(4, 1020), id="ran-on"),
        pytest.param((Suspension(at(1), at(1, 60), STOPPED),), 15, at(4, 1095), id="stood-still"),
        pytest.param((Suspension(at(1)),), 0, None, id="suspended"),
    ],
)
def test_the_last_answer_waits_for_extra_time_and_stopped_clocks(suspensions, extra_min, last_ms):
    calendar = suspended(*suspensions)
    allowance = Allowance(20 * MINUTE_MS, grace_ms=0)
    assert last_answer_in(calendar, allowance, extra_min * MINUTE_MS) == last_ms


@given(calendars(), instants)
def test_a_window_holds_the_instant_at_which_an_attempt_starts(calendar, now_ms):
    window = calendar.window_at(now_ms)
    assert window is None or window.opens_ms <= now_ms < window.closes_ms


@given(calendars(), instants)
def test_it_opens_now_exactly_when_it_is_open(calendar, now_ms):
    is_open = calendar.window_at(now_ms) is not None
    assert (calendar.next_opening(now_ms) == now_ms) is is_open
    assert (calendar.phase_at(now_ms) is RoundPhase.OPEN) is is_open


@given(calendars(), instants, instants)
def test_nothing_starts_before_the_next_opening_and_something_does_at_it(calendar, one, another):
    now_ms, later_ms = sorted((one, another))
    opening = calendar.next_opening(now_ms)
    assert opening is None or calendar.window_at(opening)
    if opening is None or later_ms < opening:
        assert calendar.window_at(later_ms) is None


@given(calendars(), instants)
def test_windows_come_in_order_and_lie_within_the_whole(calendar, now_ms):
    found = list(windows(calendar, now_ms))
    assert all(each.closes_ms <= later.opens_ms for each, later in pairwise(found))
    whole = calendar.whole
    assert all(whole.opens_ms <= each.opens_ms < each.closes_ms for each in found)
    assert not found or found[-1].closes_ms == whole.closes_ms


@given(calendars(), instants)
def test_a_start_is_refused_exactly_when_no_window_holds_it(calendar, now_ms):
    try:
        window = window_for_start(calendar, now_ms)
    except StartRefused:
        window = None
    assert window == calendar.window_at(now_ms)


@given(calendars())
def test_a_calendar_is_read_as_it_was_written(calendar):
    assert (
        calendars_data.decode(json.loads(json.dumps(calendars_data.encode(calendar)))) == calendar
    )


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"stretches": []},
        {"stretches": [[1]], "daily": None, "suspensions": []},
        {"stretches": [[1, 2]], "daily": [1, 2, 3], "suspensions": []},
        {"stretches": [[1, 2]], "daily": None, "suspensions": None},
    ],
)
def test_what_is_no_calendar_is_not_read(data):
    with pytest.raises(DataUnreadable):
        calendars_data.decode(data)
