"""Contests on the law, of provinces."""

from datetime import date

from contest.contests.models import Ask
from contest.rules.barring import BarredByList, BarredByOffice
from contest.rules.complaints import BeforeAward
from contest.rules.conditions import AgeFrom, AllOf, Grade, Link
from contest.rules.disclosure import Shown
from contest.rules.eligibility import Birth
from contest.rules.ranking import PRESETS, Preset
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme
from contest.rules.verification import Ground
from contest.rules.working_days import Days
from tests.contest.real_contests.description import (
    FAR,
    MADE_UP,
    Committee,
    Complaining,
    Entrant,
    Expected,
    Often,
    Opened,
    PrizePlan,
    RealContest,
    Said,
    Times,
    UnitPlan,
    Who,
    at,
    weeks,
)
from tests.contest.real_contests.table.usual import (
    ALL,
    ANY_GROUND,
    BUILDERS,
    MILLION,
    STUDIES,
    WRITERS,
    of_units,
    prizes,
    sat,
)

# Points first: An, Bình, Chi have 3.  An took 50 s, Bình and Chi 120 s: nothing else is said, so
# they share the second place, within the three second prizes.  Chợ has the most entrants, 3.
GIA_LAI_2025 = RealContest(
    "13 Gia Lai THPT 2025",
    "domain.md:34",
    who=Said(Who(lambda p: AllOf((Grade(10, 12), p.linked(STUDIES)))), "domain.md:34"),
    times=Said(Times(((at("2025-11-09 00:00"), at("2025-11-18 24:00")),)), "domain.md:34"),
    minutes=Said(15, "domain.md:34"),
    often=Said(Often(in_round=1), "domain.md:34"),
    scheme=Said(PRESETS[Preset.D], "domain.md:89"),
    prizes=Said(
        (
            *prizes(1, 3, 10, 15),
            PrizePlan("Đông nhất", 1, for_units=True),
            PrizePlan("Nhiều giải nhất", 1, for_units=True, by_proposal=True),
        ),
        "domain.md:34",
    ),
    unit_scheme=Said(UnitScheme.of("entrants"), "domain.md:34"),
    opened=Said(Opened(Shown.AT_ONCE), "domain.md:34"),
    units=(UnitPlan("Trường THPT Chợ"), UnitPlan("Trường THPT Núi")),
    entrants=(
        Entrant(
            "An",
            (
                sat("2025-11-09 00:00", 3, 50.9),
                sat("2025-11-10 08:00", refused="1 a round"),
            ),
            unit="Trường THPT Chợ",
            link=STUDIES,
            grade=10,
            birth=Birth(2010, 9, 5),
        ),
        Entrant(
            "Bình",
            (sat("2025-11-09 09:00", 3, 120.1),),
            unit="Trường THPT Chợ",
            link=STUDIES,
            grade=12,
        ),
        Entrant(
            "Chi",
            (sat("2025-11-18 23:50", 3, 120.8),),
            unit="Trường THPT Núi",
            link=STUDIES,
            grade=11,
            home=FAR,
        ),
        Entrant(
            "Dung",
            (sat("2025-11-10 09:00", 2, 10),),
            unit="Trường THPT Chợ",
            link=STUDIES,
            grade=11,
        ),
        Entrant("Em", (), unit="Trường THPT Núi", link=STUDIES, grade=9, refused=("other-grade",)),
        Entrant(
            "Giang", (), unit="Trường THPT Núi", link=Link.WORKS, grade=11, refused=("not-linked",)
        ),
    ),
    expected=Expected(
        ranking={(1, ALL): "An, Bình = Chi, Dung"},
        prizes={(1, ALL): "An: Nhất; Bình: Nhì; Chi: Nhì; Dung: Nhì"},
        units={1: "1 Trường THPT Chợ entrants 3; 2 Trường THPT Núi entrants 1"},
        unit_prizes={1: "Trường THPT Chợ: Đông nhất"},
        seen={"own-marks": "open"},
    ),
    cannot=(
        "two orders of units beside each other (most entrants, most winners): one contest has one"
        " order, the second prize is given by proposal",
    ),
)


# Days are calendar days from 19 October, a Saturday: the third is Tuesday the 22nd.
LONG_AN_2024 = RealContest(
    "11 Long An 2024",
    "domain.md:32",
    who=Said(
        Who(
            lambda p: AllOf((AgeFrom(16), p.linked(*Link))),
            lambda p: (WRITERS, BarredByList(p.lists["Người liên quan"])),
        ),
        "domain.md:32",
    ),
    times=Said(Times(((at("2024-09-20 07:00"), at("2024-10-09 24:00")),)), "domain.md:32"),
    prizes=Said(
        of_units(1, 1, amounts=(7 * MILLION, 5 * MILLION), by_proposal=True), "domain.md:32"
    ),
    published_after=Said(10, "domain.md:103"),
    complaints=Said(Complaining(Days(3)), "domain.md:102"),
    units=(UnitPlan("Sở Y tế"), UnitPlan("Sở Nội vụ")),
    lists={"Người liên quan": ("Em",)},
    committee=Committee(proposals=(("Tập thể Nhất", "Sở Y tế"), ("Tập thể Nhì", "Sở Nội vụ"))),
    entrants=(
        Entrant("An", (sat("2024-09-20 07:00", 3, 60),), unit="Sở Y tế"),
        Entrant(
            "Bình",
            (sat("2024-09-20 06:59", refused="too-early"), sat("2024-10-09 23:50", 3, 50)),
            birth=Birth(2008, 9, 20),
        ),
        Entrant("Chi", (sat("2024-10-01 08:00", 2, 10),), home=FAR, unit="Sở Nội vụ"),
        Entrant("Dung", role=Role.WRITER, refused=("barred-by-role",)),
        Entrant("Em", refused=("barred-by-list",)),
        Entrant("Giang", birth=Birth(2008, 9, 21), refused=("too-young",)),
        Entrant("Hà", home=FAR, refused=("not-linked",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "Bình, An, Chi"},
        unit_prizes={1: "Sở Y tế: Tập thể Nhất 7000000; Sở Nội vụ: Tập thể Nhì 5000000"},
        last_complaint=date(2024, 10, 22),
    ),
    silent=("what the collective prizes go by is not said: they are given by proposal",),
)

# Keys of people are not said: by speed.  Y tế has 2 of 4 and Nội vụ 1 of 2: both 50 % and both 9
# points for organisation; Y tế has two winners, Nội vụ one.  Chợ has 1 of 4.
HAI_DUONG_2024 = RealContest(
    "12 Hải Dương 2024",
    "domain.md:33",
    who=Said(
        Who(
            lambda p: AllOf((AgeFrom(14), p.linked(*Link))),
            lambda p: (WRITERS, BarredByList(p.lists["Người liên quan"])),
        ),
        "domain.md:33",
    ),
    times=Said(
        Times(
            (
                (at("2024-06-01 00:00"), at("2024-06-30 24:00")),
                (at("2024-09-01 00:00"), at("2024-09-30 24:00")),
            )
        ),
        "domain.md:33",
    ),
    prizes=Said(
        (
            *prizes(1, 2, 3, 10, amounts=(3 * MILLION, 2 * MILLION, MILLION, 500_000)),
            *of_units(1, 1, 2, amounts=(5 * MILLION, 3 * MILLION, 2 * MILLION)),
        ),
        "domain.md:33",
    ),
    unit_scheme=Said(UnitScheme.of("rate", "criterion:tc1", "winners"), "domain.md:33"),
    published_after=Said(10, "domain.md:103"),
    complaints=Said(Complaining(BeforeAward(), date(2024, 7, 18)), "domain.md:102"),
    units=(UnitPlan("Sở Y tế", 4), UnitPlan("Sở Nội vụ", 2), UnitPlan("Phường Chợ", 4)),
    lists={"Người liên quan": ("Giang",)},
    committee=Committee(
        criteria=("Tổ chức",),
        marks=((1, 0, "Sở Y tế", 900), (1, 0, "Sở Nội vụ", 900), (1, 0, "Phường Chợ", 1000)),
    ),
    entrants=(
        Entrant("An", (sat("2024-06-01 00:00", 3, 60),), unit="Sở Y tế"),
        Entrant("Bình", (sat("2024-06-30 23:00", 3, 50),), unit="Sở Y tế"),
        Entrant("Chi", (sat("2024-06-02 08:00", 2, 10),), home=FAR, unit="Sở Nội vụ"),
        Entrant(
            "Dung",
            (sat("2024-06-02 08:00", 1, 10), sat("2024-07-01 00:00", refused="round-over")),
            unit="Phường Chợ",
            birth=Birth(2010, 6, 1),
        ),
        Entrant("Em", (sat("2024-09-01 00:00", 3, 10),)),
        Entrant("Giang", refused=("barred-by-list",)),
        Entrant("Hà", birth=Birth(2010, 6, 2), refused=("too-young",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "Bình, An, Chi, Dung", (2, ALL): "Em"},
        prizes={
            (1, ALL): "Bình: Nhất 3000000; An: Nhì 2000000; Chi: Nhì 2000000; Dung: Ba 1000000",
            (2, ALL): "Em: Nhất 3000000",
        },
        units={
            1: "1 Sở Y tế rate 50% criterion:tc1 9 winners 2 entrants 2"
            "; 2 Sở Nội vụ rate 50% criterion:tc1 9 winners 1 entrants 1"
            "; 3 Phường Chợ rate 25% criterion:tc1 10 winners 1 entrants 1",
            # Nobody of theirs took part in the second round: equal, and no prize for any.
            2: "1 Sở Y tế rate 0% criterion:tc1 ? winners 0 entrants 0"
            "; 1 Sở Nội vụ rate 0% criterion:tc1 ? winners 0 entrants 0"
            "; 1 Phường Chợ rate 0% criterion:tc1 ? winners 0 entrants 0",
        },
        unit_prizes={
            1: "Sở Y tế: Tập thể Nhất 5000000; Sở Nội vụ: Tập thể Nhì 3000000"
            "; Phường Chợ: Tập thể Ba 2000000",
        },
        last_complaint=date(2024, 7, 17),
    ),
    silent=("the day of the awarding is not said: 18 July",),
)

# Two rounds with questions of their own.  By speed: Bình 40 s, An 50 s.
GIA_LAI_2021 = RealContest(
    "14 Gia Lai 2021",
    "domain.md:35",
    who=Said(
        Who(
            lambda _: AgeFrom(15),
            lambda p: (BUILDERS, BarredByOffice(frozenset({p.units["Sở Tư pháp"]}))),
        ),
        "domain.md:35",
    ),
    times=Said(Times(weeks("2021-06-01 00:00", 2)), MADE_UP),
    themed=Said(True, "domain.md:35"),
    units=(UnitPlan("Sở Tư pháp"), UnitPlan("Phòng Phổ biến", parent="Sở Tư pháp")),
    entrants=(
        Entrant(
            "An",
            (sat("2021-06-01 08:00", 3, 50), sat("2021-06-08 08:00", 2)),
            birth=Birth(2006, 6, 1),
        ),
        Entrant("Bình", (sat("2021-06-01 08:00", 3, 40),), home=FAR),
        Entrant("Chi", unit="Phòng Phổ biến", refused=("barred-by-office",)),
        Entrant("Dung", birth=Birth(2006, 6, 2), refused=("too-young",)),
        Entrant("Em", role=Role.ADMINISTRATOR, refused=("barred-by-role",)),
    ),
    expected=Expected(ranking={(1, ALL): "Bình, An", (2, ALL): "An"}),
    silent=("days, attempts, keys and prizes are not said",),
)

# Chi has two accounts and is not recognised: not ranked, and not counted for her unit.
DONG_NAI_2025 = RealContest(
    "15 Đồng Nai 2025",
    "domain.md:36",
    who=Said(
        Who(
            lambda p: AllOf((AgeFrom(15), p.linked(*Link))),
            people_per_phone=1,
            citizen_number=Ask.OPTIONAL,
        ),
        "domain.md:36",
    ),
    times=Said(Times(((at("2025-09-08 00:00"), at("2025-09-28 24:00")),)), "domain.md:36"),
    unit_scheme=Said(UnitScheme.of("entrants"), "domain.md:96"),
    grounds=Said(
        frozenset(
            {
                Ground.SEVERAL_ACCOUNTS,
                Ground.UNTRUE_DATA,
                Ground.ANOTHERS_DATA,
                Ground.BY_ANOTHER,
                Ground.FOR_ANOTHER,
                Ground.AGAINST_RULES,
                Ground.FRAUD,
            }
        ),
        "domain.md:99",
    ),
    units=(UnitPlan("Sở Y tế"), UnitPlan("Sở Nội vụ")),
    entrants=(
        Entrant("An", (sat("2025-09-08 00:00", 3, 60),), unit="Sở Nội vụ", phone="0912000001"),
        Entrant(
            "Bình",
            (sat("2025-09-28 23:00", 3, 50),),
            unit="Sở Nội vụ",
            phone="0912000002",
            birth=Birth(2010, 9, 8),
        ),
        Entrant(
            "Chi",
            (sat("2025-09-09 08:00", 3, 10),),
            unit="Sở Y tế",
            phone="0912000003",
            out=Ground.SEVERAL_ACCOUNTS,
        ),
        Entrant("Dung", (sat("2025-09-09 08:00", 1),), unit="Sở Y tế"),
        Entrant("Em", phone="0912000001", refused=("phone-full",)),
        Entrant("Giang", birth=Birth(2010, 9, 9), refused=("too-young",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "Bình, An, Dung"},
        units={1: "1 Sở Nội vụ entrants 2; 2 Sở Y tế entrants 1"},
        report={"people": "3/4"},
    ),
    silent=("attempts, keys and prizes are not said",),
    cannot=(
        ANY_GROUND,
        "signing in by the phone with a password of one's own: a contest number and a code",
    ),
)

CONTESTS = (LONG_AN_2024, HAI_DUONG_2024, GIA_LAI_2025, GIA_LAI_2021, DONG_NAI_2025)
