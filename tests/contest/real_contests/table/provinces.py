"""Contests on the law, of provinces."""

from contest.rules.conditions import AllOf, Grade, Link
from contest.rules.disclosure import Shown
from contest.rules.eligibility import Birth
from contest.rules.ranking import PRESETS, Preset
from contest.rules.unit_schemes import UnitScheme
from tests.contest.real_contests.description import (
    EVERYONE,
    FAR,
    Entrant,
    Expected,
    Often,
    Opened,
    PrizePlan,
    RealContest,
    Said,
    Sat,
    Times,
    UnitPlan,
    Who,
    at,
)

ALL = EVERYONE.title
STUDIES = Link.STUDIES

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
            PrizePlan("Nhất", 1),
            PrizePlan("Nhì", 3),
            PrizePlan("Ba", 10),
            PrizePlan("Khuyến khích", 15),
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
                Sat(at("2025-11-09 00:00"), 3, 50.9),
                Sat(at("2025-11-10 08:00"), refused="1 a round"),
            ),
            unit="Trường THPT Chợ",
            link=STUDIES,
            grade=10,
            birth=Birth(2010, 9, 5),
        ),
        Entrant(
            "Bình",
            (Sat(at("2025-11-09 09:00"), 3, 120.1),),
            unit="Trường THPT Chợ",
            link=STUDIES,
            grade=12,
        ),
        Entrant(
            "Chi",
            (Sat(at("2025-11-18 23:50"), 3, 120.8),),
            unit="Trường THPT Núi",
            link=STUDIES,
            grade=11,
            home=FAR,
        ),
        Entrant(
            "Dung",
            (Sat(at("2025-11-10 09:00"), 2, 10),),
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

CONTESTS = (GIA_LAI_2025,)
