"""Who may enter the 26 real contests of the domain facts (1.1), put together from conditions.

S… are the marks of their sources there.  Where a source is silent anyone may enter; the kinds of
body and the ids of units and lists are made up.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from contest.rules.barring import (
    Bar,
    BarredByList,
    BarredByOffice,
    BarredByRole,
    bars_against,
)
from contest.rules.conditions import (
    ANYONE,
    AgeFrom,
    AgeTo,
    AllOf,
    AnyOf,
    CitizenOf,
    Condition,
    Grade,
    Link,
    Linked,
    MemberOf,
    OnList,
)
from contest.rules.conditions_data import decode, encode
from contest.rules.declarations import Declaration, may_enter_declared
from contest.rules.eligibility import Birth, Facts, may_enter, refusals
from contest.rules.phones import Phones
from contest.rules.roles import Role

LIVES, WORKS, STUDIES = Link
PROVINCES = frozenset(range(1, 35))
HERE, ELSEWHERE, COMMUNE = 30, 31, 300  # the contest's own place, another, and one below the first
JUSTICE, SERVICE_CENTRE, IT_CENTRE, HEALTH, SCHOOL = range(3001, 3006)  # offices in it
INVOLVED, FAMILY, BOARD_A, BOARD_B = range(1, 5)  # lists
VN = CitizenOf(frozenset({"VN"}))
ORGANISERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY}))
BUILDERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY, Role.ADMINISTRATOR}))
WRITERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY, Role.WRITER}))
NOT_FAMILY = Declaration("Tôi không thuộc và không là người thân của người không được dự thi.", 1)


def linked(*links, units=frozenset({HERE})):
    return Linked(units, frozenset(links))


def person(birth=None, home=HERE, unit=(), link=WORKS, **others):
    """Somebody grown up who lives here and works nowhere, unless something else is said."""
    return Facts(birth or Birth(1990, 5, 4), (home,), unit, link, **others)


def staff(*unit, **others):
    return person(unit=(*unit, HERE), **others)


def pupil(grade, **others):
    return person(Birth(2009, 9, 5), unit=(SCHOOL, HERE), link=STUDIES, grade=grade, **others)


@dataclass(frozen=True)
class Row:
    """A contest: its conditions by audience, its bars, who may enter and who may not, and why."""

    number: int
    sources: str
    day: date
    audiences: dict[int, Condition]
    fits: Facts
    refused: Facts | None
    codes: set[str]
    bars: tuple[Bar, ...] = ()
    declaration: Declaration | None = None


def everyone(condition):
    return {1: condition}


YOUNG = {"too-young"}
FAR = {"not-linked"}
ROWS = [
    Row(
        1,
        "S1 S3: officials of the city's units; citizens of 18 living in Huế; no organisers",
        date(2025, 9, 29),
        {1: linked(WORKS), 2: AllOf((AgeFrom(18), linked(LIVES)))},
        person(home=COMMUNE, unit=(COMMUNE, HERE)),
        person(Birth(2008, 1, 1)),
        {"not-linked", "too-young"},
        (BUILDERS, BarredByList(INVOLVED)),
    ),
    Row(
        2,
        "S7: also Party bodies, mass organisations, part-time commune staff",
        date(2024, 10, 7),
        everyone(AnyOf((linked(WORKS), *map(MemberOf, ("party", "mass", "part-time"))))),
        person(bodies={"part-time": True}),
        person(bodies=dict.fromkeys(("party", "mass", "part-time"), False)),
        {"not-linked", "not-a-member"},
    ),
    Row(
        3,
        "S8: civil servants, employees and workers of the city",
        date(2022, 9, 12),
        everyone(linked(WORKS)),
        staff(COMMUNE, home=ELSEWHERE),
        person(),
        FAR,
    ),
    Row(
        4,
        "S9: officials, by their unit",
        date(2023, 11, 20),
        everyone(AllOf((linked(WORKS), MemberOf("officials")))),
        staff(COMMUNE, bodies={"officials": True}),
        staff(COMMUNE, bodies={"officials": False}),
        {"not-a-member"},
    ),
    Row(
        5,
        "S10: 16, lives, works or studies here; organisers with families, three offices excluded",
        date(2022, 8, 1),
        everyone(AllOf((AgeFrom(16), linked(*Link)))),
        person(home=ELSEWHERE, unit=(SCHOOL, HERE), link=STUDIES),
        staff(JUSTICE),
        {"barred-by-office"},
        (
            ORGANISERS,
            BarredByList(FAMILY),
            BarredByOffice(frozenset({JUSTICE, SERVICE_CENTRE, IT_CENTRE})),
        ),
        NOT_FAMILY,
    ),
    Row(
        6,
        "S12: 14, living and working here; the same families excluded",
        date(2024, 4, 4),
        everyone(AllOf((AgeFrom(14), linked(LIVES, WORKS)))),
        person(Birth(2010, 4, 4)),
        person(lists={FAMILY: True}),
        {"barred-by-list"},
        (ORGANISERS, BarredByList(FAMILY)),
        NOT_FAMILY,
    ),
    Row(7, "S13: nationwide", date(2021, 4, 1), everyone(ANYONE), person(), None, set()),
    Row(
        8,
        "S16: Vietnamese at home and abroad, foreigners resident in Vietnam",
        date(2019, 6, 7),
        everyone(AnyOf((VN, linked(LIVES, units=PROVINCES)))),
        Facts(residence_path=(), citizenships=frozenset({"VN", "FR"})),
        Facts(residence_path=(), citizenships=frozenset({"FR"})),
        {"other-citizenship", "not-linked"},
    ),
    Row(
        9,
        "S17: 16 in the province; organisers, secretaries, technicians excluded",
        date(2026, 1, 10),
        everyone(AllOf((AgeFrom(16), linked(*Link)))),
        person(Birth(2010, 1, 10)),
        person(Birth(2010, 1, 11)),
        YOUNG,
        (BUILDERS,),
    ),
    Row(
        10,
        "S18 S19: citizens of 15",
        date(2026, 2, 3),
        everyone(AllOf((AgeFrom(15), VN))),
        person(Birth(2010), citizenships=frozenset({"VN"})),
        person(Birth(2011), citizenships=frozenset({"VN"})),
        {"maybe-too-young"},
    ),
    Row(
        11,
        "S21: 16 in the province; organisers, helpers, question writers, staff involved excluded",
        date(2024, 9, 20),
        everyone(AllOf((AgeFrom(16), linked(*Link)))),
        person(lists={INVOLVED: False}),
        person(roles=frozenset({Role.WRITER})),
        {"barred-by-role"},
        (WRITERS, BarredByList(INVOLVED)),
    ),
    Row(
        12,
        "S23: 14 in the province; organisers, secretaries, writers, staff involved excluded",
        date(2024, 6, 1),
        everyone(AllOf((AgeFrom(14), linked(*Link)))),
        person(Birth(2009)),
        person(home=ELSEWHERE),
        FAR,
        (WRITERS, BarredByList(INVOLVED)),
    ),
    Row(
        13,
        "S25: pupils of grades 10 to 12",
        date(2025, 11, 9),
        everyone(AllOf((Grade(10, 12), linked(STUDIES)))),
        pupil(10),
        pupil(9),
        {"other-grade"},
    ),
    Row(
        14,
        "S26: 15; organisers, secretaries, administrators, all staff of one office excluded",
        date(2021, 6, 1),
        everyone(AgeFrom(15)),
        person(Birth(2006, 6, 1)),
        staff(JUSTICE),
        {"barred-by-office"},
        (BUILDERS, BarredByOffice(frozenset({JUSTICE}))),
    ),
    Row(
        15,
        "S27 S28: 15 in the province; one account a phone",
        date(2025, 9, 8),
        everyone(AllOf((AgeFrom(15), linked(*Link)))),
        person(Birth(2010, 9, 8)),
        person(Birth(2010, 9, 9)),
        YOUNG,
    ),
    Row(
        16,
        "S29: members of the youth union",
        date(2014, 10, 6),
        everyone(MemberOf("youth-union")),
        person(bodies={"youth-union": True}),
        person(bodies={"youth-union": False}),
        {"not-a-member"},
    ),
    Row(
        17,
        "S30: pupils, in two boards",
        date(2021, 10, 21),
        {1: OnList(BOARD_A), 2: OnList(BOARD_B)},
        pupil(7, lists={BOARD_A: False, BOARD_B: True}),
        pupil(7, lists={BOARD_A: False, BOARD_B: False}),
        {"not-on-list"},
    ),
    Row(
        18,
        "S31: all residents",
        date(2022, 3, 1),
        everyone(linked(LIVES)),
        person(),
        person(home=ELSEWHERE, unit=(COMMUNE, HERE)),
        FAR,
    ),
    Row(
        19,
        "S32: the trade union's members in the district",
        date(2022, 5, 2),
        everyone(AllOf((MemberOf("trade-union"), linked(WORKS)))),
        staff(COMMUNE, bodies={"trade-union": True}),
        staff(COMMUNE, bodies={"trade-union": False}),
        {"not-a-member"},
    ),
    Row(
        20,
        "S33: the district's youth, from 16 to 30 by the law on youth",
        date(2019, 3, 4),
        everyone(AllOf((AgeFrom(16), AgeTo(30), linked(*Link)))),
        person(Birth(1988, 3, 5)),
        person(Birth(1988, 3, 4)),
        {"too-old"},
    ),
    Row(
        21,
        "S34 S35: 14, of any nationality",
        date(2022, 8, 8),
        everyone(AgeFrom(14)),
        Facts(Birth(2008, 8, 8), residence_path=(), citizenships=frozenset({"LA"})),
        Facts(Birth(2008, 8, 9), residence_path=(), citizenships=frozenset({"LA"})),
        YOUNG,
    ),
    Row(
        22,
        "S37: officials, workers and students must, citizens may",
        date(2025, 9, 15),
        {1: linked(WORKS, STUDIES), 2: linked(LIVES)},
        person(home=ELSEWHERE, unit=(SCHOOL, HERE), link=STUDIES),
        person(home=ELSEWHERE),
        FAR,
    ),
    Row(23, "S38: not said", date(2023, 6, 1), everyone(ANYONE), Facts(), None, set()),
    Row(
        24,
        "S39: staff; organisers, judges, technicians excluded",
        date(2025, 10, 7),
        everyone(linked(WORKS, units=frozenset({HEALTH}))),
        staff(HEALTH),
        staff(HEALTH, roles=frozenset({Role.JUDGE})),
        {"barred-by-role"},
        (BarredByRole(frozenset({Role.ORGANISER, Role.JUDGE, Role.ADMINISTRATOR})),),
    ),
    Row(25, "S40: not said", date(2020, 9, 1), everyone(ANYONE), Facts(), None, set()),
    Row(
        26,
        "S41: officials, members, people; entries from 54 provinces",
        date(2024, 7, 8),
        everyone(ANYONE),
        person(home=ELSEWHERE),
        None,
        set(),
    ),
]

BAR_CODES = {
    BarredByList: "barred-by-list",
    BarredByRole: "barred-by-role",
    BarredByOffice: "barred-by-office",
}
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.sources}")
refusing = [row for row in ROWS if row.refused]


def reasons(row, facts):
    """Why a person may not enter any audience; nothing when they may enter one."""
    barred = {BAR_CODES[type(bar)] for bar in bars_against(row.bars, facts)}
    conditions = row.audiences.values()
    if barred or any(may_enter(condition, facts, row.day) for condition in conditions):
        return barred
    return {each.code for condition in conditions for each in refusals(condition, facts, row.day)}


def test_all_real_contests_are_in_the_table():
    assert [row.number for row in ROWS] == list(range(1, 27))


@each_row
def test_whoever_fits_a_real_contest_may_enter_it(row):
    assert reasons(row, row.fits) == set()


@pytest.mark.parametrize("row", refusing, ids=lambda row: f"{row.number}-{row.sources}")
def test_whoever_does_not_is_told_why(row):
    assert reasons(row, row.refused) == row.codes


@each_row
def test_who_says_nothing_is_let_in_and_checked_when_they_win(row):
    assert reasons(row, Facts()) == set()


@each_row
def test_the_conditions_of_a_real_contest_can_be_stored(row):
    assert all(decode(encode(each)) == each for each in row.audiences.values())


@each_row
def test_where_families_are_barred_nobody_enters_without_declaring_to_be_none(row):
    assert may_enter_declared(row.declaration, None) is (row.number not in (5, 6))
    assert may_enter_declared(row.declaration, 1 if row.declaration else None)


def test_in_dong_nai_a_phone_is_one_account():
    assert [Phones(1).takes_another(others) for others in (0, 1)] == [True, False]
