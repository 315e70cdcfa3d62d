"""The rules on results against contests that were really held.

Marks in brackets are the sources in the project's collection of facts; what a source does not say
is left as usual.  Each expectation is worked out by hand from what the source says.
"""

from dataclasses import dataclass, field
from datetime import date

import pytest

from contest.rules.complaints import BeforeAward, TimeLimit, is_late, last_day
from contest.rules.disclosure import FIGURES, Settings, What, When, Whom, allowed
from contest.rules.official_paper import Paper
from contest.rules.result_way import ORDER, Confirmation, Facts, WayRefused, move
from contest.rules.result_way import Settings as Way
from contest.rules.roles import Role
from contest.rules.verification import (
    ALL_GROUNDS,
    Ground,
    VerificationRefused,
)
from contest.rules.verification import State as Recognition
from contest.rules.verification import move as recognise
from contest.rules.working_days import Days, WorkCalendar
from contest.rules.working_days import last_day as last_day_of

PLAIN = WorkCalendar()
OPEN, CLOSED, PROVISIONAL, MINUTES, DECISION, PUBLISHED, COMPLAINTS, FINAL = ORDER
NEVER = None
UNTRUE, ACCOUNTS, MISSING = Ground.UNTRUE_DATA, Ground.SEVERAL_ACCOUNTS, Ground.DATA_MISSING
DONG_NAI = {
    Ground.ANOTHERS_DATA,
    Ground.BY_ANOTHER,
    Ground.FOR_ANOTHER,
    Ground.AGAINST_RULES,
    Ground.FRAUD,
}


@dataclass(frozen=True)
class Row:
    """What a contest's rules say of its results."""

    opens: dict = field(default_factory=dict)
    is_predicted: bool = False
    complaints: TimeLimit | None = None
    grounds: set = field(default_factory=set)


ROWS = {
    "1 Huế CCHC 2025 [S1-S5]": Row(is_predicted=True, grounds={Ground.BARRED}),
    "2 Thừa Thiên Huế CCHC 2024 [S7]": Row(),
    "5 Quảng Ngãi 2022 [S10 S11]": Row({What.KEY: PUBLISHED}, grounds={Ground.BARRED}),
    "7 Bộ Tư pháp 2021 [S13-S15]": Row(is_predicted=True),
    "8 Bộ Tư pháp 2019 [S16]": Row({What.TOTALS: PUBLISHED, What.UNIT_TABLE: PUBLISHED}),
    "9 Thái Nguyên 2026 [S17]": Row(is_predicted=True, grounds={Ground.BARRED}),
    "10 TP.HCM 2026 [S18-S20]": Row(is_predicted=True),
    "11 Long An 2024 [S21]": Row(complaints=Days(3), grounds={Ground.BARRED}),
    "12 Hải Dương 2024 [S22-S24]": Row(complaints=BeforeAward(), grounds={Ground.BARRED}),
    "13 Gia Lai THPT 2025 [S25]": Row({What.OWN_MARKS: OPEN}),
    "15 Đồng Nai 2025 [S27 S28]": Row(grounds={ACCOUNTS, UNTRUE, *DONG_NAI}),
    "16 Quảng Nam 2014 [S29]": Row(is_predicted=True),
    "17 Bắc Trà My 2021 [S30]": Row({What.LOOK_UP: PUBLISHED}, grounds={MISSING, UNTRUE}),
    "19 myAloha Bình Tân 2022 [S32]": Row(is_predicted=True),
    "20 myAloha Quận đoàn 2019 [S33]": Row({What.NUMBERS: PROVISIONAL}, grounds={MISSING}),
    "21 Việt Nam - Lào 2022 [S34-S36]": Row(),
    "24 Huế công tác xã hội 2025 [S39]": Row(
        {What.BANK: OPEN}, is_predicted=True, grounds={Ground.BARRED}
    ),
    "gttm.go.vn 2015 [S44]": Row(grounds={ACCOUNTS}),
    "VioEdu 2026 [S46]": Row(grounds={Ground.FRAUD}),
    "Hải Dương CCHC 2024 [features 0]": Row(is_predicted=True),
    "Hải Phòng CCHC 2025 [features 0]": Row(grounds={UNTRUE}),
    "Quảng Ninh 2023 [features 0]": Row({What.OWN_MARKS: OPEN}, is_predicted=True),
}

# From which state on a participant sees own marks and right answers; and the public the key,
# the bank, the look-up, the totals (- where a prediction is open: not before it is closed).
SEEN = """
1 Huế CCHC 2025 [S1-S5]              closed closed - - - closed
2 Thừa Thiên Huế CCHC 2024 [S7]      closed closed - - - open
5 Quảng Ngãi 2022 [S10 S11]          closed closed published - - open
7 Bộ Tư pháp 2021 [S13-S15]          closed closed - - - closed
8 Bộ Tư pháp 2019 [S16]              closed closed - - - published
9 Thái Nguyên 2026 [S17]             closed closed - - - closed
10 TP.HCM 2026 [S18-S20]             closed closed - - - closed
11 Long An 2024 [S21]                closed closed - - - open
12 Hải Dương 2024 [S22-S24]          closed closed - - - open
13 Gia Lai THPT 2025 [S25]           open closed - - - open
15 Đồng Nai 2025 [S27 S28]           closed closed - - - open
16 Quảng Nam 2014 [S29]              closed closed - - - closed
17 Bắc Trà My 2021 [S30]             closed closed - - published open
19 myAloha Bình Tân 2022 [S32]       closed closed - - - closed
20 myAloha Quận đoàn 2019 [S33]      closed closed - - - open
21 Việt Nam - Lào 2022 [S34-S36]     closed closed - - - open
24 Huế công tác xã hội 2025 [S39]    closed closed - open - closed
gttm.go.vn 2015 [S44]                closed closed - - - open
VioEdu 2026 [S46]                    closed closed - - - open
Hải Dương CCHC 2024 [features 0]     closed closed - - - closed
Hải Phòng CCHC 2025 [features 0]     closed closed - - - open
Quảng Ninh 2023 [features 0]         open closed - - - closed
"""
COLUMNS = (
    (What.OWN_MARKS, Whom.SELF),
    (What.RIGHT_ANSWERS, Whom.SELF),
    (What.KEY, Whom.PUBLIC),
    (What.BANK, Whom.PUBLIC),
    (What.LOOK_UP, Whom.PUBLIC),
    (What.TOTALS, Whom.PUBLIC),
)
EXPECTED = {
    name: seen for name, *seen in (line.rsplit(None, 6) for line in SEEN.strip().splitlines())
}
named = pytest.mark.parametrize("name", ROWS)


def when(row, state):
    is_open = row.is_predicted and state is OPEN
    return When(state, predicted=FIGURES if is_open else frozenset())


def first_state(row, what, whom):
    settings = Settings(row.opens)
    states = [state for state in ORDER if allowed(what, whom, when(row, state), settings)]
    return states[0].value if states else "-"


def test_each_contest_has_an_expectation():
    assert list(EXPECTED) == list(ROWS)


@named
def test_what_is_disclosed_when(name):
    assert [first_state(ROWS[name], *column) for column in COLUMNS] == EXPECTED[name]


@named
def test_winners_are_published_by_name_and_others_never(name):
    row = ROWS[name]
    assert first_state(row, What.WINNERS, Whom.PUBLIC) == "published"
    assert first_state(row, What.STANDINGS, Whom.PUBLIC) == "-"


@named
def test_only_what_the_rules_name_keeps_a_result_from_being_recognised(name):
    printed = ROWS[name].grounds
    for ground in ALL_GROUNDS:
        given = {"words": "Như thể lệ.", "ground": ground, "printed": printed}
        if ground in printed:
            state = recognise(Recognition.ELIGIBLE, Recognition.NOT_RECOGNISED, **given)
            assert state is Recognition.NOT_RECOGNISED
        else:
            with pytest.raises(VerificationRefused):
                recognise(Recognition.ELIGIBLE, Recognition.NOT_RECOGNISED, **given)


@named
def test_where_the_rules_know_no_complaints_a_published_result_is_final(name):
    way = Way(has_complaints=ROWS[name].complaints is not None)
    given = {"roles": [Role.ORGANISER], "paper": None, "reason": "", "settings": way}
    facts = Facts(today=date(2026, 11, 24))
    if way.has_complaints:
        assert move(PUBLISHED, COMPLAINTS, facts=facts, **given) is COMPLAINTS
        with pytest.raises(WayRefused):
            move(PUBLISHED, FINAL, facts=facts, **given)
    else:
        assert move(PUBLISHED, FINAL, facts=facts, **given) is FINAL


@pytest.mark.parametrize(
    ("name", "published", "awarding", "in_time", "late"),
    [
        pytest.param(
            "11 Long An 2024 [S21]",
            date(2024, 10, 15),  # a Tuesday, within ten days of the closing on 9 October
            None,
            date(2024, 10, 18),
            date(2024, 10, 19),
            id="long-an-three-days",
        ),
        pytest.param(
            "11 Long An 2024 [S21]",
            date(2024, 10, 17),  # a Thursday: the third day is a Sunday
            None,
            date(2024, 10, 21),
            date(2024, 10, 22),
            id="long-an-over-a-weekend",
        ),
        pytest.param(
            "12 Hải Dương 2024 [S22-S24]",
            date(2024, 7, 8),
            date(2024, 7, 18),
            date(2024, 7, 17),
            date(2024, 7, 18),
            id="hai-duong-before-the-award",
        ),
    ],
)
def test_how_long_one_may_complain(name, published, awarding, in_time, late):
    last = last_day(published, ROWS[name].complaints, PLAIN, awarding)
    assert last == in_time
    assert not is_late(in_time, last)
    assert is_late(late, last)


@pytest.mark.parametrize(
    ("closing", "days", "expected"),
    [
        pytest.param(date(2024, 10, 9), 10, date(2024, 10, 21), id="11-long-an-at-most-ten-days"),
        pytest.param(date(2024, 6, 30), 5, date(2024, 7, 5), id="12-hai-duong-five-days"),
        pytest.param(date(2024, 6, 30), 10, date(2024, 7, 10), id="12-hai-duong-ten-days"),
        pytest.param(date(2014, 9, 30), 1, date(2014, 10, 1), id="16-quang-nam-the-next-day"),
    ],
)
def test_until_when_a_result_is_promised(closing, days, expected):
    assert last_day_of(closing, Days(days), PLAIN) == expected


def test_a_result_is_recognised_by_a_decision_on_the_judges_proposal_as_in_10_hcm_s18():
    day = date(2026, 2, 14)
    facts = Facts(
        today=day,
        judges=frozenset({1, 2}),
        digest="d",
        confirmations=(Confirmation(1, "d"), Confirmation(2, "d")),
    )
    minutes, decision = Paper("03/BB-BGK", day, "Thư ký"), Paper("21/QĐ-BTC", day, "Trưởng ban")
    given = {"reason": "", "facts": facts, "settings": Way(has_complaints=False)}
    state = move(PROVISIONAL, MINUTES, roles=[Role.JUDGE], paper=minutes, **given)
    with pytest.raises(WayRefused):
        move(state, DECISION, roles=[Role.ORGANISER], paper=None, **given)
    state = move(state, DECISION, roles=[Role.ORGANISER], paper=decision, **given)
    assert move(state, PUBLISHED, roles=[Role.ORGANISER], paper=None, **given) is PUBLISHED
