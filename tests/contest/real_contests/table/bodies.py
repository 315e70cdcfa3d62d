"""Contests of unions, of pupils and of a branch, for people who belong to it."""

from contest.contests.models import Ask
from contest.rules.barring import BarredByRole
from contest.rules.conditions import MemberOf, OnList
from contest.rules.disclosure import What
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Preset
from contest.rules.result_way import State
from contest.rules.roles import Role
from contest.rules.verification import Ground
from tests.contest.real_contests.description import (
    MADE_UP,
    Audience,
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
    at,
    weeks,
)
from tests.contest.real_contests.table.usual import ALL, ANY_GROUND, MILLION, WORKS, prizes, sat

YOUTH, UNION = frozenset({"Đoàn viên"}), frozenset({"Công đoàn viên"})

# Round 1: all right are An, Bình, Chi: 3.  Chi misses by 0; An and Bình by 1, and both began at
# 08:00: equal.  Round 2: An alone.  A child that gave a parent's number is refused: that number
# has entered.
QUANG_NAM_2014 = RealContest(
    "16 Quảng Nam Đoàn 2014",
    "domain.md:37",
    who=Said(Who(lambda _: MemberOf("Đoàn viên"), citizen_number=Ask.REQUIRED), "domain.md:66"),
    times=Said(
        Times(
            (
                (at("2014-10-06 08:00"), at("2014-10-20 16:00")),
                (at("2014-10-21 08:00"), at("2014-11-04 16:00")),
                (at("2014-11-05 08:00"), at("2014-11-19 16:00")),
            )
        ),
        "domain.md:37",
    ),
    often=Said(Often(in_round=1), "domain.md:37"),
    extra=Said(Extra(Target.ALL_RIGHT), "domain.md:75"),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    published_after=Said(1, "domain.md:103"),
    entrants=(
        Entrant(
            "An",
            (
                sat("2014-10-06 08:00", 3, 90, "2"),
                sat("2014-10-20 15:59", refused="1 a round"),
                sat("2014-10-21 08:00", 3, 90, "1"),
            ),
            bodies=YOUTH,
            citizen_number="049090000001",
        ),
        Entrant(
            "Bình",
            (sat("2014-10-06 07:59", refused="too-early"), sat("2014-10-06 08:00", 3, 20, "4")),
            bodies=YOUTH,
            citizen_number="049090000002",
        ),
        Entrant(
            "Chi",
            (sat("2014-10-20 15:50", 3, 90, "3"), sat("2014-10-20 16:00", refused="round-over")),
            bodies=YOUTH,
            citizen_number="049090000003",
        ),
        Entrant("Con", bodies=YOUTH, citizen_number="049090000001", refused=("entered-before",)),
        Entrant("Dung", citizen_number="049090000004", refused=("not-a-member",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "Chi, An = Bình", (2, ALL): "An"}, report={"people": "3/3"}
    ),
    silent=("the days of its rounds are not said, nor its prizes",),
)

# Board A: all have 3 right; Chi's second attempt took 100 s, An and Bình took 120 s.  All right are
# these three: An (2) and Bình (4) miss by 1 both, and the committee puts Bình first.
BAC_TRA_MY_2021 = RealContest(
    "17 Bắc Trà My 2021",
    "domain.md:38",
    audiences=Said(
        (
            Audience("Bảng A", lambda p: OnList(p.lists["Bảng A"])),
            Audience("Bảng B", lambda p: OnList(p.lists["Bảng B"])),
        ),
        "domain.md:38",
    ),
    times=Said(Times(((at("2021-10-21 07:30"), at("2021-10-30 19:30")),)), "domain.md:38"),
    minutes=Said(30, "domain.md:38"),
    often=Said(Often(in_contest=2), "domain.md:38"),
    extra=Said(Extra(Target.ALL_RIGHT), "domain.md:38"),
    scheme=Said(PRESETS[Preset.C], "domain.md:88"),
    opened=Said(Opened(opens={What.LOOK_UP: State.PUBLISHED}), "domain.md:38"),
    grounds=Said(frozenset({Ground.DATA_MISSING, Ground.UNTRUE_DATA}), "domain.md:99"),
    lists={"Bảng A": ("An", "Bình", "Chi", "Em"), "Bảng B": ("Dung", "Hà")},
    committee=Committee(orders={1: ("Bình", "An")}),
    entrants=(
        Entrant("An", (sat("2021-10-21 07:30", 3, 120, "2"),), "Bảng A"),
        Entrant("Bình", (sat("2021-10-22 08:00", 3, 120.9, "4"),), "Bảng A"),
        Entrant(
            "Chi",
            (
                sat("2021-10-22 08:00", 2, 10, "3"),
                sat("2021-10-23 08:00", 3, 100, "9"),
                sat("2021-10-24 08:00", refused="2 a contest"),
            ),
            "Bảng A",
        ),
        Entrant("Em", (sat("2021-10-30 19:00", 3, 20),), "Bảng A", out=Ground.DATA_MISSING),
        Entrant(
            "Dung",
            (sat("2021-10-30 19:20", 1, 60), sat("2021-10-30 19:30", refused="round-over")),
            "Bảng B",
        ),
        Entrant("Giang", audience="Bảng A", refused=("not-on-list",)),
        Entrant("Hà", audience="Bảng A", refused=("not-on-list",)),
    ),
    expected=Expected(
        counting="1: Chi 2/2",
        ranking={(1, "Bảng A"): "Chi, Bình, An", (1, "Bảng B"): "Dung"},
        # Its prediction is over when the round is closed: then the totals tell nothing any more.
        seen={"look-up": "published", "totals": "closed", "unit-table": "closed"},
    ),
    silent=("what its extra question asked is not said: a prediction; prizes are not said",),
    cannot=(ANY_GROUND,),
)

# Six attempts: Bình foresaw them; An misses by 1, Chi by 2.  Dung handed the first one in after
# ten minutes: its answers came too late.
LDLD_BINH_TAN_2022 = RealContest(
    "19 LĐLĐ Bình Tân 2022",
    "domain.md:40",
    who=Said(Who(lambda _: MemberOf("Công đoàn viên")), "domain.md:40"),
    minutes=Said(10, "domain.md:40"),
    spare=Said(2, "domain.md:40"),
    extra=Said(
        Extra(Target.ATTEMPTS, "Theo bạn, có bao nhiêu lượt người tham gia hội thi này?"),
        "domain.md:77",
    ),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    entrants=(
        Entrant(
            "An", (sat("2024-03-04 08:00", 3, 50, "5"), sat("2024-03-05 08:00", 1)), bodies=UNION
        ),
        Entrant("Bình", (sat("2024-03-04 08:00", 3, 60, "6"),), bodies=UNION),
        Entrant("Chi", (sat("2024-03-04 08:00", 3, 30, "8"),), bodies=UNION),
        Entrant(
            "Dung", (sat("2024-03-04 08:00", 1, 900), sat("2024-03-06 08:00", 2)), bodies=UNION
        ),
        Entrant("Em", refused=("not-a-member",)),
    ),
    expected=Expected(
        counting="1: An 1/2, Dung 2/2",
        ranking={(1, ALL): "Bình, An, Chi, Dung"},
        report={"people": "4/6"},
    ),
    silent=("days, attempts and prizes are not said, nor the order of its keys",),
)

# Chi and Dung took 60 s, Chi began first; Em gave no data by which to be reached.
QUAN_DOAN_BINH_TAN_2019 = RealContest(
    "20 Quận đoàn Bình Tân 2019",
    "domain.md:41",
    who=Said(Who(lambda _: MemberOf("Đoàn viên")), "domain.md:41"),
    times=Said(Times(weeks("2019-03-04 00:00", 4)), MADE_UP),
    minutes=Said(10, "domain.md:41"),
    spare=Said(2, "domain.md:41"),
    often=Said(Often(in_week=1), "domain.md:41"),
    scheme=Said(PRESETS[Preset.B], "domain.md:87"),
    prizes=Said((PrizePlan("Top 5", 5),), "domain.md:41"),
    opened=Said(Opened(opens={What.NUMBERS: State.PROVISIONAL}), "domain.md:41"),
    grounds=Said(frozenset({Ground.DATA_MISSING}), "domain.md:99"),
    entrants=(
        Entrant(
            "An",
            (
                sat("2019-03-04 08:00", 3, 50),
                sat("2019-03-10 23:59", refused="1 a week"),
                sat("2019-03-11 00:00", 2, 50),
            ),
            bodies=YOUTH,
        ),
        Entrant("Bình", (sat("2019-03-04 08:00", 2, 10),), bodies=YOUTH),
        Entrant("Chi", (sat("2019-03-04 08:00", 3, 60.9),), bodies=YOUTH),
        Entrant("Dung", (sat("2019-03-04 09:00", 3, 60),), bodies=YOUTH),
        Entrant("Em", (sat("2019-03-04 09:00", 3, 5),), bodies=YOUTH, out=Ground.DATA_MISSING),
        Entrant("Giang", (sat("2019-03-05 09:00", 1, 5),), bodies=YOUTH),
        Entrant("Hà", (sat("2019-03-05 09:00", 0, 5),), bodies=YOUTH),
        Entrant("Khang", refused=("not-a-member",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "An, Chi, Dung, Bình, Giang, Hà", (2, ALL): "An"},
        prizes={
            (1, ALL): "An: Top 5; Chi: Top 5; Dung: Top 5; Bình: Top 5; Giang: Top 5",
            (2, ALL): "An: Top 5",
        },
        seen={"numbers": "provisional", "totals": "open", "unit-table": "open"},
    ),
    cannot=(
        ANY_GROUND,
        "a board of names that moves while the round runs: from the provisional result on, and by"
        " contest number",
    ),
)

# All right: An, Bình, Chi: 3.  Chi misses by 0, An and Bình by 1, Bình began first.
HUE_SOCIAL_2025 = RealContest(
    "24 Huế công tác xã hội 2025",
    "domain.md:45",
    who=Said(
        Who(
            lambda p: p.linked(WORKS, to="Sở Y tế"),
            lambda _: (BarredByRole(frozenset({Role.ORGANISER, Role.JUDGE, Role.ADMINISTRATOR})),),
        ),
        "domain.md:45",
    ),
    times=Said(Times(weeks("2025-10-07 00:00", 4)), "domain.md:45"),
    often=Said(Often(in_round=1), "domain.md:45"),
    extra=Said(Extra(Target.ALL_RIGHT), "domain.md:75"),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    prizes=Said(prizes(1, 1, 1, amounts=(1_500_000, MILLION, 700_000)), "domain.md:45"),
    opened=Said(Opened(opens={What.BANK: State.OPEN}), "domain.md:105"),
    units=(UnitPlan("Sở Y tế"), UnitPlan("Bệnh viện Chợ", parent="Sở Y tế"), UnitPlan("Sở Thuế")),
    entrants=(
        Entrant(
            "An",
            (
                sat("2025-10-07 09:00", 3, 50, "2"),
                sat("2025-10-13 23:00", refused="1 a round"),
                sat("2025-10-14 00:00", 2, 50),
            ),
            unit="Sở Y tế",
        ),
        Entrant("Bình", (sat("2025-10-07 08:00", 3, 90, "4"),), unit="Bệnh viện Chợ"),
        Entrant("Chi", (sat("2025-10-08 08:00", 3, 90, "3"),), unit="Bệnh viện Chợ"),
        Entrant("Dung", (sat("2025-10-08 08:00", 2, 10, "3"),), unit="Sở Y tế"),
        Entrant("Em", unit="Sở Y tế", role=Role.JUDGE, refused=("barred-by-role",)),
        Entrant("Giang", unit="Sở Thuế", refused=("not-linked",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "Chi, Bình, An, Dung", (2, ALL): "An"},
        prizes={
            (1, ALL): "Chi: Nhất 1500000; Bình: Nhì 1000000; An: Ba 700000",
            (2, ALL): "An: Nhất 1500000",
        },
        seen={"bank": "open", "totals": "closed", "unit-table": "closed"},
    ),
)

CONTESTS = (
    QUANG_NAM_2014,
    BAC_TRA_MY_2021,
    LDLD_BINH_TAN_2022,
    QUAN_DOAN_BINH_TAN_2019,
    HUE_SOCIAL_2025,
)
