from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.claims import (
    After,
    Claim,
    ClaimFault,
    ClaimRefused,
    State,
    Terms,
    count_holding,
    decode,
    encode,
    end,
    extended,
    hand_over,
    last_day,
    require_claimable,
    state_of,
)
from contest.rules.working_days import Counted, Days, WorkCalendar

WON = date(2026, 11, 23)  # a Monday
LAST = date(2026, 12, 1)
DAY = timedelta(days=1)
CALENDAR = WorkCalendar()
PASSING = Terms(Days(5, Counted.WORKING), After.PASSES_ON)
LAPSING = Terms(Days(5, Counted.WORKING), After.LAPSES)
CLAIM = Claim(LAST)
days = st.dates(date(2026, 1, 1), date(2030, 1, 1))
all_terms = st.builds(
    Terms,
    st.builds(Days, st.integers(1, 60), st.sampled_from(Counted)),
    st.sampled_from(After),
    st.none() | days,
    st.text(max_size=20),
)
claims = st.builds(
    Claim, st.none() | days, st.booleans(), st.booleans(), st.none() | st.sampled_from(After),
    st.booleans(),
)  # fmt: skip


def refusal(act, *given, **named):
    with pytest.raises(ClaimRefused) as refused:
        act(*given, **named)
    return refused.value.code


@given(all_terms)
def test_terms_come_back_from_json_as_they_were(terms):
    assert decode(encode(terms)) == terms


@pytest.mark.parametrize("change", [{"days": 3}, {"after": "x"}, {"more": 1}, {"until": "x"}])
def test_other_json_is_no_terms(change):
    with pytest.raises(ValueError, match=r".+"):
        decode(encode(PASSING) | change)


@given(all_terms, days, st.none() | days)
def test_everybody_has_at_least_a_day_after_the_day_of_winning(terms, won, extended_to):
    assert last_day(terms, won, CALENDAR, extended_to) > won


@given(all_terms, days, days)
def test_an_own_day_never_shortens(terms, won, own):
    assert last_day(terms, won, CALENDAR, own) >= last_day(terms, won, CALENDAR)


def test_days_are_counted_from_the_day_after_the_winning():
    assert last_day(PASSING, WON, CALENDAR) == date(2026, 11, 30)


def test_a_named_day_holds_for_those_who_won_before_it():
    terms = Terms(Days(5), After.LAPSES, until=LAST)
    assert last_day(terms, WON, CALENDAR) == LAST


def test_to_whom_a_prize_comes_on_the_named_day_days_are_counted():
    terms = Terms(Days(7), After.LAPSES, until=WON)
    assert last_day(terms, WON, CALENDAR) == WON + 7 * DAY


@pytest.mark.parametrize(("today", "state"), [(LAST, State.OPEN), (LAST + DAY, State.OVERDUE)])
def test_the_last_day_itself_is_still_in_time(today, state):
    assert state_of(CLAIM, today) is state


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        (Claim(None), State.NOT_ASKED),
        (Claim(LAST, is_claimed=True), State.CLAIMED),
        (Claim(LAST, is_won=False, is_claimed=True), State.NOT_WON),
        (Claim(LAST, ended=After.LAPSES), State.LAPSED),
        (Claim(LAST, is_won=False, ended=After.PASSES_ON), State.PASSED_ON),
        (Claim(LAST, is_won=False, is_claimed=True, is_handed_over=True), State.HANDED_OVER),
    ],
)
def test_a_prize_has_one_state(claim, state):
    assert state_of(claim, LAST + DAY) is state


def test_a_claim_may_be_corrected_until_the_last_day():
    require_claimable(Claim(LAST, is_claimed=True), LAST)


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (Claim(None), ClaimFault.NOT_ASKED),
        (Claim(LAST, is_claimed=True), ClaimFault.LATE),
        (Claim(LAST, is_won=False), ClaimFault.NOT_WON),
        (Claim(LAST, ended=After.LAPSES), ClaimFault.ENDED),
        (Claim(LAST, is_handed_over=True), ClaimFault.HANDED_OVER),
    ],
)
def test_a_claim_is_refused_by_name(claim, fault):
    assert refusal(require_claimable, claim, LAST + DAY) == fault


def test_one_persons_day_moves_on():
    assert extended(CLAIM, LAST + DAY, "Ốm", LAST) == LAST + DAY


@pytest.mark.parametrize(
    ("claim", "to", "reason", "fault"),
    [
        (CLAIM, LAST, "Ốm", ClaimFault.DAY_NOT_LATER),
        (CLAIM, LAST + DAY, "Ốm", ClaimFault.DAY_NOT_LATER),  # over before it is given
        (CLAIM, LAST + 9 * DAY, " ", ClaimFault.REASON_MISSING),
        (Claim(None), LAST, "Ốm", ClaimFault.NOT_ASKED),
        (Claim(LAST, ended=After.PASSES_ON), LAST + 9 * DAY, "Ốm", ClaimFault.ENDED),
    ],
)
def test_an_extension_is_refused_by_name(claim, to, reason, fault):
    assert refusal(extended, claim, to, reason, LAST + 2 * DAY) == fault


@pytest.mark.parametrize("terms", [PASSING, LAPSING])
def test_what_nobody_claimed_ends_as_the_regulation_says(terms):
    assert end(CLAIM, terms, LAST + DAY, is_final=False) is terms.after


@given(claims, all_terms, days)
def test_nothing_passes_on_in_a_final_result(claim, terms, today):
    with suppress(ClaimRefused):
        assert end(claim, terms, today, is_final=True) is After.LAPSES


@given(claims, all_terms, days, st.booleans())
def test_what_was_claimed_never_ends(claim, terms, today, is_final):
    try:
        end(claim, terms, today, is_final=is_final)
    except ClaimRefused:
        return
    assert not claim.is_claimed
    assert claim.last is not None
    assert today > claim.last


def test_on_the_last_day_nothing_ends():
    assert refusal(end, CLAIM, PASSING, LAST, is_final=False) == ClaimFault.NOT_OVERDUE


def test_a_prize_under_complaint_does_not_pass_on():
    found = refusal(end, CLAIM, PASSING, LAST + DAY, is_final=False, open_complaints=1)
    assert found == ClaimFault.UNDER_COMPLAINT


@given(claims, days, days)
def test_a_prize_under_complaint_is_not_paid(claim, on, today):
    with pytest.raises(ClaimRefused):
        hand_over(claim, on, today, open_complaints=1)


@pytest.mark.parametrize("claim", [Claim(None), Claim(LAST, is_claimed=True)])
def test_a_claimed_prize_is_handed_over_also_after_the_last_day(claim):
    hand_over(claim, LAST + DAY, LAST + 9 * DAY, open_complaints=0)


@pytest.mark.parametrize(
    ("claim", "on", "fault"),
    [
        (CLAIM, LAST, ClaimFault.NOT_CLAIMED),
        (Claim(LAST, is_claimed=True), LAST + DAY, ClaimFault.DAY_IN_FUTURE),
        (Claim(LAST, is_handed_over=True), LAST, ClaimFault.HANDED_OVER),
    ],
)
def test_a_handing_over_is_refused_by_name(claim, on, fault):
    assert refusal(hand_over, claim, on, LAST, open_complaints=0) == fault


@pytest.mark.parametrize(("terms", "count"), [(PASSING, 2), (LAPSING, 0), (None, 0)])
def test_a_result_waits_for_prizes_that_may_pass_on(terms, count):
    states = [State.OPEN, State.OVERDUE, State.CLAIMED, State.PASSED_ON, State.LAPSED]
    assert count_holding(terms, states) == count
