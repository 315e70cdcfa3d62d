"""Contests on the law, of ministries and big cities."""

from contest.rules.barring import BarredByRole
from contest.rules.conditions import AgeFrom, AllOf, Link
from contest.rules.eligibility import Birth
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Preset
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme
from tests.contest.real_contests.description import (
    EVERYONE,
    FAR,
    Entrant,
    Expected,
    Extra,
    Often,
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
BUILDERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY, Role.ADMINISTRATOR}))


# Six take part: An misses by 1, Chi by 2, Bình and Giang by 4; Bình began before Giang.  Em ran
# out of his 20 minutes.  Units by rate: Chợ 2 of 2, then Tư pháp 2 of 4, then Thuế 1 of 4.
THAI_NGUYEN_2026 = RealContest(
    "9 Thái Nguyên bầu cử 2026",
    "domain.md:30",
    who=Said(
        Who(lambda p: AllOf((AgeFrom(16), p.linked(*Link))), lambda _: (BUILDERS,)),
        "domain.md:30",
    ),
    times=Said(Times(((at("2026-01-10 00:00"), at("2026-02-10 24:00")),)), "domain.md:30"),
    minutes=Said(20, "domain.md:30"),
    often=Said(Often(in_round=1), "domain.md:30"),
    extra=Said(Extra(Target.PARTICIPANTS), "domain.md:76"),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    prizes=Said(
        (
            PrizePlan("Nhất", 1),
            PrizePlan("Nhì", 3),
            PrizePlan("Ba", 5),
            PrizePlan("Khuyến khích", 20),
            PrizePlan("Tập thể Nhất", 1, for_units=True),
            PrizePlan("Tập thể Nhì", 3, for_units=True),
            PrizePlan("Tập thể Ba", 5, for_units=True),
            PrizePlan("Tập thể Khuyến khích", 10, for_units=True),
        ),
        "domain.md:30",
    ),
    unit_scheme=Said(UnitScheme.of("rate", "entrants"), "domain.md:30"),
    units=(
        UnitPlan("Sở Tư pháp", 4),
        UnitPlan("Ban quản lý chợ", 2),
        UnitPlan("Chi cục Thuế", 4),
    ),
    entrants=(
        Entrant(
            "An",
            (
                Sat(at("2026-01-10 00:00"), 3, 50, "5"),
                Sat(at("2026-02-10 23:00"), refused="1 a round"),
            ),
            unit="Sở Tư pháp",
        ),
        Entrant("Bình", (Sat(at("2026-01-20 09:00"), 3, 120, "2"),), unit="Sở Tư pháp"),
        Entrant("Chi", (Sat(at("2026-01-20 10:00"), 3, 60, "8"),), unit="Ban quản lý chợ"),
        Entrant("Dung", (Sat(at("2026-01-20 07:00"), 2, 30, "6"),), unit="Ban quản lý chợ"),
        Entrant(
            "Em",
            (Sat(at("2026-02-10 23:50"), 1, 3000, "6"),),
            home=FAR,
            unit="Chi cục Thuế",
            birth=Birth(2010, 2, 10),
        ),
        Entrant("Giang", (Sat(at("2026-01-21 09:00"), 3, 120, "10"),)),
        Entrant("Khang", (), birth=Birth(2010, 1, 11), refused=("too-young",)),
        Entrant("Lâm", (), role=Role.ADMINISTRATOR, refused=("barred-by-role",)),
        Entrant("Mai", (), home=FAR, refused=("not-linked",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "An, Chi, Bình, Giang, Dung, Em"},
        prizes={(1, ALL): "An: Nhất; Chi: Nhì; Bình: Nhì; Giang: Nhì; Dung: Ba; Em: Ba"},
        units={
            1: "1 Ban quản lý chợ rate 100% entrants 2; 2 Sở Tư pháp rate 50% entrants 2"
            "; 3 Chi cục Thuế rate 25% entrants 1"
        },
        unit_prizes={
            1: "Ban quản lý chợ: Tập thể Nhất; Sở Tư pháp: Tập thể Nhì; Chi cục Thuế: Tập thể Nhì"
        },
    ),
)

CONTESTS = (THAI_NGUYEN_2026,)
