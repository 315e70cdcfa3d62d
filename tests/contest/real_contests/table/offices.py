"""More contests of home-affairs offices, of which less is recorded."""

from contest.contests.models import Ask
from contest.rules.conditions import AnyOf, MemberOf
from contest.rules.disclosure import Shown
from contest.rules.extra import Counts
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Key, Preset, Scheme
from contest.rules.unit_schemes import Grouping, Least, UnitCriterion, UnitScheme
from contest.rules.verification import Ground
from tests.contest.real_contests.description import (
    FAR,
    MADE_UP,
    TOWN,
    Committee,
    Entrant,
    Expected,
    Extra,
    Often,
    Opened,
    PrizePlan,
    RealContest,
    Said,
    Times,
    UnitPlan,
    Who,
    weeks,
)
from tests.contest.real_contests.table.usual import (
    ALL,
    ANY_GROUND,
    NO_WAY,
    WORKS,
    of_units,
    prizes,
    sat,
)

BODIES = ("Cơ quan Đảng", "Đoàn thể", "Người không chuyên trách")

# Keys are not said: by speed, as is usual.  Blocks by people: huyện An, Bình, Chi; tỉnh Dung.
THUA_THIEN_HUE_2024 = RealContest(
    "2 Thừa Thiên Huế CCHC 2024",
    "domain.md:23",
    who=Said(Who(lambda p: AnyOf((p.linked(WORKS), *map(MemberOf, BODIES)))), "domain.md:23"),
    prizes=Said(
        (PrizePlan("Tập thể", 27, for_units=True, by_proposal=True, of_contest=True),),
        "domain.md:23",
    ),
    units=(UnitPlan("UBND huyện Sông", None, "cấp huyện"), UnitPlan("Sở Nội vụ", None, "cấp tỉnh")),
    committee=Committee(proposals=(("Tập thể", "UBND huyện Sông"),)),
    entrants=(
        Entrant("An", (sat("2024-03-04 08:00", 3, 50),), unit="UBND huyện Sông"),
        Entrant("Bình", (sat("2024-03-04 08:00", 3, 40),), unit="UBND huyện Sông"),
        Entrant("Chi", (sat("2024-03-04 08:00", 2, 30),), unit="UBND huyện Sông"),
        Entrant("Dung", (sat("2024-03-04 08:00", 2, 20),), unit="Sở Nội vụ"),
        Entrant("Em", (sat("2024-03-05 08:00", 1),), bodies=frozenset(BODIES[2:])),
        Entrant("Giang", (), refused=("not-linked", "not-a-member")),
    ),
    expected=Expected(
        ranking={(1, ALL): "Bình, An, Dung, Chi, Em"},
        unit_prizes={0: "UBND huyện Sông: Tập thể"},
        report={"people": "5/5", "blocks": "cấp huyện 3/3, cấp tỉnh 1/1"},
    ),
    silent=("the days, the attempts, the keys and what the 27 prizes go by are not said",),
    cannot=(NO_WAY,),
)

# 100 prizes in 4 rounds: 8, 20, 32 and 40 are 2, 5, 8 and 10 a round.  Keys are not said.
THAI_NGUYEN_2022 = RealContest(
    "3 TP Thái Nguyên CCHC 2022",
    "domain.md:24",
    who=Said(Who(lambda p: p.linked(WORKS)), "domain.md:24"),
    times=Said(Times(weeks("2022-09-12 00:00", 4)), "domain.md:24"),
    prizes=Said(
        (
            *prizes(2, 5, 8, 10),
            PrizePlan("Tập thể Nhất", 1, 0, "", True, True, of_contest=True),
            PrizePlan("Tập thể Nhì", 1, 0, "", True, True, of_contest=True),
            PrizePlan("Tập thể Ba", 1, 0, "", True, True, of_contest=True),
            PrizePlan("Tập thể Khuyến khích", 5, 0, "", True, True, of_contest=True),
            PrizePlan("Giấy khen", 10, 0, "", True, True, of_contest=True),
        ),
        "domain.md:24",
    ),
    units=(UnitPlan("Phòng Nội vụ"), UnitPlan("Công ty Môi trường")),
    committee=Committee(
        proposals=(("Tập thể Nhất", "Phòng Nội vụ"), ("Giấy khen", "Công ty Môi trường"))
    ),
    entrants=(
        Entrant(
            "An",
            (sat("2022-09-12 00:00", 3, 50), sat("2022-10-09 23:59", 3, 50)),
            unit="Phòng Nội vụ",
        ),
        Entrant("Bình", (sat("2022-09-13 08:00", 3, 120),), unit="Phòng Nội vụ"),
        Entrant("Chi", (sat("2022-09-14 08:00", 3, 60),), home=FAR, unit="Công ty Môi trường"),
        Entrant(
            "Dung",
            (sat("2022-09-18 23:59", 2), sat("2022-10-10 00:00", refused="round-over")),
            unit="Công ty Môi trường",
        ),
        Entrant("Em", (), refused=("not-linked",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "An, Chi, Bình, Dung", (4, ALL): "An"},
        prizes={(1, ALL): "An: Nhất; Chi: Nhất; Bình: Nhì; Dung: Nhì", (4, ALL): "An: Nhất"},
        unit_prizes={0: "Phòng Nội vụ: Tập thể Nhất; Công ty Môi trường: Giấy khen"},
    ),
    silent=("what the collective prizes go by is not said: they are given by proposal",),
    cannot=(
        NO_WAY,
        "giấy khen for 10 people beside the prizes: what is given by proposal goes to units alone",
    ),
)

# By speed: An 50 s, Chi 60 s, then Bình 120 s.
VINH_LONG_2023 = RealContest(
    "4 Vĩnh Long 2023",
    "domain.md:25",
    who=Said(Who(lambda p: p.linked(WORKS)), "domain.md:25"),
    times=Said(Times(weeks("2023-11-20 00:00", 1, days=5)), "domain.md:25"),
    prizes=Said((*prizes(1, 3, 4, 5), *of_units(1, 3, 4, 5, by_proposal=True)), "domain.md:25"),
    units=(UnitPlan("Sở Nội vụ"), UnitPlan("Sở Y tế")),
    committee=Committee(proposals=(("Tập thể Nhất", "Sở Y tế"), ("Tập thể Nhì", "Sở Nội vụ"))),
    entrants=(
        Entrant("An", (sat("2023-11-20 08:00", 3, 50),), unit="Sở Nội vụ"),
        Entrant("Bình", (sat("2023-11-24 23:00", 3, 120),), unit="Sở Nội vụ"),
        Entrant("Chi", (sat("2023-11-21 08:00", 3, 60),), unit="Sở Y tế"),
        Entrant("Dung", (sat("2023-11-25 00:00", refused="round-over"),), unit="Sở Y tế"),
        Entrant("Em", (), refused=("not-linked",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "An, Chi, Bình"},
        prizes={(1, ALL): "An: Nhất; Chi: Nhì; Bình: Nhì"},
        unit_prizes={1: "Sở Y tế: Tập thể Nhất; Sở Nội vụ: Tập thể Nhì"},
        report={"people": "3/3"},
    ),
    silent=("what the collective prizes go by is not said: they are given by proposal",),
)

NGHE_AN_2023 = RealContest(
    "23 Nghệ An CCHC 2023",
    "domain.md:44",
    appraised=Said(True, "features.md:14"),
    entrants=(Entrant("An", (sat("2024-03-04 08:00", 3),)),),
    expected=Expected(ranking={(1, ALL): "An"}),
    silent=("of its rules nothing is recorded but how its bank was made",),
)

# Three attempts, the best counts by itself.  All right: An by the second attempt, Bình, Chi: 3.
# Bình misses by 0, Chi by 1, An by 2.  Sở Nội vụ has 2 of 4 and Sở Y tế 1 of 2: both 50 %, the
# means are (3 + 3) / 2 and 3 / 1: equal.  Huyện Chợ has 1 of 4: under 50 %, not ranked.  Em handed
# in after 25 minutes of 20: no answer counts.
HAI_DUONG_CCHC_2024 = RealContest(
    "F1 Hải Dương CCHC 2024",
    "features.md:10",
    times=Said(Times(weeks("2024-11-18 00:00", 4)), MADE_UP),
    minutes=Said(20, "features.md:10"),
    often=Said(Often(in_round=3), "features.md:10"),
    extra=Said(Extra(Target.ALL_RIGHT), "features.md:10"),
    scheme=Said(PRESETS[Preset.A], "features.md:10"),
    unit_scheme=Said(
        UnitScheme(
            (UnitCriterion("rate"), UnitCriterion("mean")),
            (Least("rate", 5_000),),
            grouping=Grouping.BLOCK,
        ),
        "features.md:10",
    ),
    units=(
        UnitPlan("Sở Nội vụ", 4, "sở"),
        UnitPlan("Sở Y tế", 2, "sở"),
        UnitPlan("Sở Xây dựng", 3, "sở"),
        UnitPlan("Huyện Chợ", 4, "huyện"),
    ),
    entrants=(
        Entrant(
            "An",
            (
                sat("2024-11-18 08:00", 2, 10, "3"),
                sat("2024-11-18 09:00", 3, 50, "5"),
                sat("2024-11-19 08:00", 1, 10, "3"),
                sat("2024-11-20 08:00", refused="3 a round"),
            ),
            unit="Sở Nội vụ",
        ),
        Entrant("Bình", (sat("2024-11-18 08:00", 3, 90, "3"),), unit="Sở Nội vụ"),
        Entrant("Chi", (sat("2024-11-18 08:00", 3, 20, "4"),), unit="Sở Y tế"),
        Entrant("Dung", (sat("2024-11-18 08:00", 1, 20, "3"),), unit="Huyện Chợ"),
        Entrant("Em", (sat("2024-11-24 23:00", 2, 1500, "3"),)),
    ),
    expected=Expected(
        counting="1: An 2/3",
        ranking={(1, ALL): "Bình, Chi, An, Dung, Em"},
        units={
            1: "huyện: – Huyện Chợ rate 25% mean 1 entrants 1"
            " | sở: 1 Sở Nội vụ rate 50% mean 3 entrants 2; 1 Sở Y tế rate 50% mean 3 entrants 1"
            "; – Sở Xây dựng rate 0% mean ? entrants 0"
        },
    ),
    silent=("whether three attempts are a round's or the contest's is not said: a round's",),
)

# Dung's citizen number was Chi's: one person enters once.  Em's declaration was untrue.
HAI_PHONG_2025 = RealContest(
    "F2 Hải Phòng CCHC 2025",
    "features.md:12",
    who=Said(Who(password="cchc2025", citizen_number=Ask.REQUIRED), "features.md:12"),
    often=Said(Often(in_contest=1), "features.md:12"),
    grounds=Said(frozenset({Ground.UNTRUE_DATA}), "features.md:12"),
    units=(UnitPlan("Sở Nội vụ"), UnitPlan("UBND phường Chợ")),
    entrants=(
        Entrant(
            "An",
            (sat("2024-03-04 08:00", 3, 50), sat("2024-03-10 08:00", refused="1 a contest")),
            unit="Sở Nội vụ",
            password="cchc2025",
            citizen_number="001090000001",
        ),
        Entrant(
            "Chi",
            (sat("2024-03-04 08:00", 2, 50),),
            home=TOWN,
            unit="UBND phường Chợ",
            password="cchc2025",
            citizen_number="001090000002",
        ),
        Entrant(
            "Dung",
            password="cchc2025",
            citizen_number="001090000002",
            refused=("entered-before",),
        ),
        Entrant(
            "Em",
            (sat("2024-03-05 08:00", 3, 10),),
            unit="Sở Nội vụ",
            password="cchc2025",
            citizen_number="001090000003",
            out=Ground.UNTRUE_DATA,
        ),
        Entrant("Giang", citizen_number="001090000004", refused=("wrong-password",)),
    ),
    expected=Expected(ranking={(1, ALL): "An, Chi"}, report={"people": "2/3"}),
    silent=("keys, prizes and days are not said",),
    cannot=(
        ANY_GROUND,
        "an e-mail address asked of everybody: registration asks for a phone, not for e-mail",
    ),
)

# An left a question open, Em the prediction: void, and not among those who take part.  Three do:
# Bình and Chi miss by 0, Chi handed in first; Dung misses by 1.
QUANG_NINH_2023 = RealContest(
    "F3 Quảng Ninh 2023",
    "features.md:13",
    times=Said(Times(weeks("2023-06-30 00:00", 3)), MADE_UP),
    often=Said(Often(must_answer_all=True), "features.md:13"),
    extra=Said(Extra(Target.PARTICIPANTS, counts=Counts(void=False)), "features.md:13"),
    scheme=Said(Scheme.of(Key.RIGHT, Key.PREDICTION, Key.HANDED_IN), "features.md:13"),
    opened=Said(Opened(Shown.AT_ONCE), "features.md:13"),
    entrants=(
        Entrant("An", (sat("2023-06-30 08:00", 2, 50, "3", blank=1),)),
        Entrant("Bình", (sat("2023-06-30 08:00", 3, 90, "3"),)),
        Entrant("Chi", (sat("2023-06-30 08:00", 3, 30, "3"),)),
        Entrant("Dung", (sat("2023-06-30 07:00", 3, 30, "4"),)),
        Entrant("Em", (sat("2023-06-30 09:00", 3, 30),)),
    ),
    expected=Expected(ranking={(1, ALL): "Chi, Bình, Dung"}, seen={"own-marks": "open"}),
    silent=("the days of its three rounds are not said, but for 30 June",),
)

CONTESTS = (
    THUA_THIEN_HUE_2024,
    THAI_NGUYEN_2022,
    VINH_LONG_2023,
    NGHE_AN_2023,
    HAI_DUONG_CCHC_2024,
    HAI_PHONG_2025,
    QUANG_NINH_2023,
)
