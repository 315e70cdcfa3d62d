"""Contests on administrative reform, run by home-affairs offices."""

from contest.rules.barring import BarredByList, BarredByRole
from contest.rules.conditions import AgeFrom, AllOf, Link
from contest.rules.eligibility import Birth
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Preset
from contest.rules.roles import Role
from contest.rules.unit_schemes import Grouping, UnitCriterion, UnitScheme
from tests.contest.real_contests.description import (
    FAR,
    Audience,
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
    weeks,
)
from tests.contest.real_contests.table.usual import NO_WAY

LIVES, WORKS = Link.LIVES, Link.WORKS
BUILDERS = BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY, Role.ADMINISTRATOR}))
STAFF, CITIZENS = "CBCCVC", "Người dân"
RATE_THEN_MEAN = UnitScheme((UnitCriterion("rate"), UnitCriterion("mean")), grouping=Grouping.BLOCK)

# Week 1: all right are An, Bình, Chi, Giang, Hà: the truth is 5.  Staff: An misses by 0, Chi by
# 1, Bình by 3.  Citizens: Giang and Hà miss by 1, Hà began on Monday.  Week 2: An alone is all
# right and foresaw it.  Rates over both weeks add up: Nội vụ 3 of 8, Y tế 3 of 4, xã 1 of 8.
HUE_2025 = RealContest(
    "1 Huế CCHC 2025",
    "domain.md:22",
    who=Said(Who(bars=lambda p: (BUILDERS, BarredByList(p.lists["Tổ giúp việc"]))), "domain.md:22"),
    audiences=Said(
        (
            Audience(STAFF, lambda p: p.linked(WORKS)),
            Audience(CITIZENS, lambda p: AllOf((AgeFrom(18), p.linked(LIVES)))),
        ),
        "domain.md:22",
    ),
    times=Said(Times(weeks("2025-09-29 00:00", 4)), "domain.md:22"),
    often=Said(Often(in_week=1), "domain.md:22"),
    extra=Said(Extra(Target.ALL_RIGHT), "domain.md:75"),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    prizes=Said(
        (
            PrizePlan("Nhất", 1, 800_000, STAFF),
            PrizePlan("Nhì", 1, 0, STAFF),
            PrizePlan("Ba", 1, 0, STAFF),
            PrizePlan("Nhất", 1, 700_000, CITIZENS),
            PrizePlan("Nhì", 1, 0, CITIZENS),
            PrizePlan("Ba", 1, 0, CITIZENS),
            PrizePlan("Tập thể", 1, for_units=True, of_contest=True),
        ),
        "domain.md:22",
    ),
    unit_scheme=Said(RATE_THEN_MEAN, "domain.md:96"),
    published_after=Said(2, "domain.md:103"),
    units=(
        UnitPlan("Sở Nội vụ", 4, "hành chính"),
        UnitPlan("Sở Y tế", 2, "hành chính"),
        UnitPlan("Trung tâm Lưu trữ", 2, "sự nghiệp"),
        UnitPlan("Văn phòng xã Trong", 4, "xã"),
    ),
    lists={"Tổ giúp việc": ("Phú",)},
    entrants=(
        Entrant(
            "An",
            (
                Sat(at("2025-09-29 08:00"), 3, 50, "5"),
                Sat(at("2025-10-05 23:00"), refused="1 a week"),
                Sat(at("2025-10-06 08:00"), 3, 50, "1"),
                Sat(at("2025-10-27 00:00"), refused="round-over"),
            ),
            STAFF,
            unit="Sở Nội vụ",
        ),
        Entrant("Bình", (Sat(at("2025-09-29 09:00"), 3, 30, "2"),), STAFF, unit="Sở Nội vụ"),
        Entrant(
            "Chi",
            (Sat(at("2025-09-30 08:00"), 3, 90, "4"), Sat(at("2025-10-07 08:00"), 2, 9, "1")),
            STAFF,
            home=FAR,
            unit="Sở Y tế",
        ),
        Entrant("Dung", (Sat(at("2025-09-29 07:00"), 2, 10, "5"),), STAFF, unit="Sở Y tế"),
        Entrant("Em", (Sat(at("2025-10-01 07:00"), 1, 10, "5"),), STAFF, unit="Văn phòng xã Trong"),
        Entrant("Lan", (Sat(at("2025-10-05 23:59"), 0, 10),), STAFF, unit="Trung tâm Lưu trữ"),
        Entrant("Giang", (Sat(at("2025-09-30 10:00"), 3, 20, "4"),), CITIZENS),
        Entrant("Hà", (Sat(at("2025-09-29 10:00"), 3, 80, "6"),), CITIZENS),
        Entrant("Ích", (Sat(at("2025-09-29 00:00"), 2, 5, "5"),), CITIZENS, Birth(2007, 9, 28)),
        Entrant("Minh", (), CITIZENS, Birth(2007, 9, 30), refused=("too-young",)),
        Entrant("Nam", (), CITIZENS, home=FAR, refused=("not-linked",)),
        Entrant(
            "Oanh", (), STAFF, unit="Sở Y tế", role=Role.SECRETARY, refused=("barred-by-role",)
        ),
        Entrant("Phú", (), STAFF, unit="Sở Y tế", refused=("barred-by-list",)),
    ),
    expected=Expected(
        ranking={
            (1, STAFF): "An, Chi, Bình, Dung, Em, Lan",
            (1, CITIZENS): "Hà, Giang, Ích",
            (2, STAFF): "An, Chi",
            (2, CITIZENS): "",
        },
        prizes={
            (1, STAFF): "An: Nhất 800000; Chi: Nhì; Bình: Ba",
            (1, CITIZENS): "Hà: Nhất 700000; Giang: Nhì; Ích: Ba",
            (2, STAFF): "An: Nhất 800000; Chi: Nhì",
        },
        units={
            1: "hành chính: 1 Sở Y tế rate 100% mean 2.5 entrants 2"
            "; 2 Sở Nội vụ rate 50% mean 3 entrants 2"
            " | sự nghiệp: 1 Trung tâm Lưu trữ rate 50% mean 0 entrants 1"
            " | xã: 1 Văn phòng xã Trong rate 25% mean 1 entrants 1",
            2: "hành chính: 1 Sở Y tế rate 50% mean 2 entrants 1"
            "; 2 Sở Nội vụ rate 25% mean 3 entrants 1"
            " | sự nghiệp: 1 Trung tâm Lưu trữ rate 0% mean ? entrants 0"
            " | xã: 1 Văn phòng xã Trong rate 0% mean ? entrants 0",
            # Means of all papers: Y tế (3 + 2 + 2) / 3, Nội vụ (3 + 3 + 3) / 3.
            0: "hành chính: 1 Sở Y tế rate 75% mean 2.33 entrants 3"
            "; 2 Sở Nội vụ rate 37.5% mean 3 entrants 3"
            " | sự nghiệp: 1 Trung tâm Lưu trữ rate 25% mean 0 entrants 1"
            " | xã: 1 Văn phòng xã Trong rate 12.5% mean 1 entrants 1",
        },
        unit_prizes={
            0: "Sở Y tế: Tập thể; Trung tâm Lưu trữ: Tập thể; Văn phòng xã Trong: Tập thể"
        },
    ),
    silent=("how the 17 collective prizes are split over the blocks is not said",),
    cannot=(NO_WAY,),
)

CONTESTS = (HUE_2025,)
