"""Contests on the law, of ministries and big cities."""

from datetime import timedelta

from contest.rules.barring import BarredByList, BarredByOffice
from contest.rules.conditions import AgeFrom, AllOf, AnyOf, CitizenOf, Link, Linked
from contest.rules.disclosure import What
from contest.rules.eligibility import Birth
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Preset
from contest.rules.result_way import State
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme
from tests.contest.real_contests.description import (
    ELSEWHERE,
    FAR,
    HERE,
    Entrant,
    Expected,
    Extra,
    Often,
    Opened,
    RealContest,
    Said,
    Times,
    UnitPlan,
    Who,
    at,
    weeks,
)
from tests.contest.real_contests.table.usual import ALL, BUILDERS, ORGANISERS, of_units, prizes, sat

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
            *prizes(1, 3, 5, 20),
            *of_units(1, 3, 5, 10),
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
                sat("2026-01-10 00:00", 3, 50, "5"),
                sat("2026-02-10 23:00", refused="1 a round"),
            ),
            unit="Sở Tư pháp",
        ),
        Entrant("Bình", (sat("2026-01-20 09:00", 3, 120, "2"),), unit="Sở Tư pháp"),
        Entrant("Chi", (sat("2026-01-20 10:00", 3, 60, "8"),), unit="Ban quản lý chợ"),
        Entrant("Dung", (sat("2026-01-20 07:00", 2, 30, "6"),), unit="Ban quản lý chợ"),
        Entrant(
            "Em",
            (sat("2026-02-10 23:50", 1, 3000, "6"),),
            home=FAR,
            unit="Chi cục Thuế",
            birth=Birth(2010, 2, 10),
        ),
        Entrant("Giang", (sat("2026-01-21 09:00", 3, 120, "10"),)),
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


JUSTICE, CENTRE, IT = "Sở Tư pháp", "Trung tâm Hành chính công", "Trung tâm Công nghệ thông tin"
NO_RELATIVE = "Tôi không thuộc và không là người thân của người không được dự thi."

# Keys are not said: An took 50 s, Bình 60 s.
QUANG_NGAI_2022 = RealContest(
    "5 Quảng Ngãi cải cách TTHC 2022",
    "domain.md:26",
    who=Said(
        Who(
            lambda p: AllOf((AgeFrom(16), p.linked(*Link))),
            lambda p: (
                ORGANISERS,
                BarredByList(p.lists["Người thân"]),
                BarredByOffice(frozenset({p.units[JUSTICE], p.units[CENTRE], p.units[IT]})),
            ),
            NO_RELATIVE,
        ),
        "domain.md:26",
    ),
    times=Said(Times(((at("2022-08-01 00:00"), at("2022-08-31 24:00")),)), "domain.md:26"),
    opened=Said(Opened(opens={What.KEY: State.PUBLISHED}), "domain.md:105"),
    units=(UnitPlan(JUSTICE), UnitPlan(CENTRE), UnitPlan(IT), UnitPlan("Trường Cao đẳng")),
    lists={"Người thân": ("Em",)},
    entrants=(
        Entrant("An", (sat("2022-08-01 00:00", 3, 50),), birth=Birth(2006, 8, 1)),
        Entrant(
            "Bình",
            (sat("2022-08-31 23:00", 3, 60),),
            home=FAR,
            unit="Trường Cao đẳng",
            link=Link.STUDIES,
        ),
        Entrant("Chi", unit=JUSTICE, refused=("barred-by-office",)),
        Entrant("Dung", unit=IT, refused=("barred-by-office",)),
        Entrant("Em", refused=("barred-by-list",)),
        Entrant("Giang", declares=False, refused=("not-declared",)),
        Entrant("Hà", role=Role.SECRETARY, refused=("barred-by-role",)),
        Entrant("Khang", birth=Birth(2006, 8, 2), refused=("too-young",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "An, Bình"},
        seen={"key": "published", "totals": "open", "unit-table": "open"},
        report={"basis": "3/3"},
    ),
    silent=("attempts, time, keys and prizes are not said",),
)

QUANG_NGAI_2024 = RealContest(
    "6 Quảng Ngãi định danh điện tử 2024",
    "domain.md:27",
    who=Said(
        Who(
            lambda p: AllOf((AgeFrom(14), p.linked(Link.LIVES, Link.WORKS))),
            lambda p: (ORGANISERS, BarredByList(p.lists["Người thân"])),
            NO_RELATIVE,
        ),
        "domain.md:27",
    ),
    lists={"Người thân": ("Chi",)},
    units=(UnitPlan("Sở Y tế"),),
    entrants=(
        Entrant("An", (sat("2024-03-04 08:00", 3, 60),), birth=Birth(2010, 3, 4)),
        Entrant("Bình", (sat("2024-03-04 08:00", 3, 50),), home=FAR, unit="Sở Y tế"),
        Entrant("Chi", refused=("barred-by-list",)),
        Entrant("Dung", home=FAR, refused=("not-linked",)),
        Entrant("Em", birth=Birth(2010, 3, 5), refused=("too-young",)),
    ),
    expected=Expected(ranking={(1, ALL): "Bình, An"}),
    silent=("days, attempts, keys and prizes are not said; its own documents are named by number",),
)

# All right: An by the second attempt, Bình, Chi: the truth is 3.  Bình misses by 0, An by 2, Chi
# by 3; Dung has 2 right.  One first prize, then five second ones.  The order of the keys is that
# of most contests with a prediction; this one's own is not said.
TU_PHAP_2021 = RealContest(
    "7 Bộ Tư pháp bầu cử 2021",
    "domain.md:28",
    times=Said(Times(((at("2021-04-01 00:00"), at("2021-04-30 24:00")),)), "domain.md:28"),
    minutes=Said(20, "domain.md:28"),
    often=Said(Often(in_contest=3), "domain.md:28"),
    extra=Said(Extra(Target.ALL_RIGHT), "domain.md:75"),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    prizes=Said(prizes(1, 5, 10, 20), "domain.md:28"),
    entrants=(
        Entrant(
            "An",
            (
                sat("2021-04-01 00:00", 2, 50, "3"),
                sat("2021-04-02 08:00", 3, 50, "1"),
                sat("2021-04-03 08:00", 1, 50, "3"),
                sat("2021-04-30 23:00", refused="3 a contest"),
            ),
        ),
        Entrant("Bình", (sat("2021-04-30 23:50", 3, 90, "3"),)),
        Entrant("Chi", (sat("2021-04-02 09:00", 3, 20, "6"),)),
        Entrant(
            "Dung",
            (sat("2021-04-02 10:00", 2, 20, "3"), sat("2021-05-01 00:00", refused="round-over")),
            home=FAR,
        ),
    ),
    expected=Expected(
        counting="1: An 2/3",
        ranking={(1, ALL): "Bình, An, Chi, Dung"},
        prizes={(1, ALL): "Bình: Nhất; An: Nhì; Chi: Nhì; Dung: Nhì"},
        report={"people": "4/6", "provinces": "Quê Ta 3/5, Nơi Khác 1/1"},
    ),
)

# Of four people two have 3 right, one 2, one 0.  An's second attempt is the better one.
TU_PHAP_2019 = RealContest(
    "8 Bộ Tư pháp 2019",
    "domain.md:29",
    who=Said(
        Who(
            lambda p: AnyOf(
                (
                    CitizenOf(frozenset({"VN"})),
                    Linked(frozenset({p.units[HERE], p.units[ELSEWHERE]}), frozenset({Link.LIVES})),
                )
            )
        ),
        "domain.md:29",
    ),
    times=Said(Times(((at("2019-06-07 00:00"), at("2019-07-07 24:00")),)), "domain.md:29"),
    opened=Said(
        Opened(opens={What.TOTALS: State.PUBLISHED, What.UNIT_TABLE: State.PUBLISHED}),
        "domain.md:29",
    ),
    entrants=(
        Entrant("An", (sat("2019-06-07 00:00", 1), sat("2019-06-08 08:00", 3, 40))),
        Entrant("Bình", (sat("2019-06-07 08:00", 3, 50),), country="FR"),
        Entrant("Claire", (sat("2019-07-07 23:00", 2),), citizenship="FR"),
        Entrant("Dung", (sat("2019-06-08 08:00", 0),), home=FAR),
        Entrant(
            "Émile", country="FR", citizenship="FR", refused=("other-citizenship", "not-linked")
        ),
    ),
    expected=Expected(
        counting="1: An 2/2",
        ranking={(1, ALL): "An, Bình, Claire, Dung"},
        report={
            "people": "4/5",
            "histogram": "0:1 1:0 2:1 3:2",
            "provinces": "Quê Ta 2/3, Nơi Khác 1/1",
        },
    ),
    silent=("attempts, time, keys and prizes are not said",),
)

# Round 1: all right are An, Bình, Chi: 3.  Bình and Chi miss by 1, Chi entered first; An by 2.
# Round 2: An alone is all right.
HO_CHI_MINH_2026 = RealContest(
    "10 TP.HCM Công dân với bầu cử 2026",
    "domain.md:31",
    who=Said(Who(lambda _: AllOf((AgeFrom(15), CitizenOf(frozenset({"VN"}))))), "domain.md:31"),
    times=Said(
        Times(
            (
                *(
                    (begin, end - timedelta(minutes=1))
                    for begin, end in weeks("2026-02-03 00:00", 5)
                ),
                (at("2026-03-10 00:00"), at("2026-03-15 23:59")),
            )
        ),
        "domain.md:31",
    ),
    often=Said(Often(in_round=1), "domain.md:31"),
    extra=Said(
        Extra(
            Target.ALL_RIGHT,
            "Theo bạn, có bao nhiêu người trả lời đúng đáp án của cả 10 câu hỏi trắc nghiệm",
        ),
        "domain.md:75",
    ),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    published_after=Said(5, "domain.md:31"),
    entrants=(
        Entrant(
            "An",
            (
                sat("2026-02-03 00:00", 3, 20, "1"),
                sat("2026-02-09 23:00", refused="1 a round"),
                sat("2026-02-10 00:00", 3, 20, "1"),
            ),
        ),
        Entrant("Bình", (sat("2026-02-04 09:00", 3, 20, "2"),)),
        Entrant("Chi", (sat("2026-02-04 08:00", 3, 90, "4"),)),
        Entrant(
            "Dung",
            (sat("2026-02-09 23:58", 2, 20, "3"), sat("2026-02-16 23:59", refused="round-over")),
            birth=Birth(2011, 2, 3),
        ),
        Entrant("Em", birth=Birth(2011), refused=("maybe-too-young",)),
        Entrant("Linh", citizenship="LA", refused=("other-citizenship",)),
    ),
    expected=Expected(
        ranking={(1, ALL): "Chi, Bình, An, Dung", (2, ALL): "An"},
        report={"people": "4/4", "all-right": "3"},
    ),
    silent=("prizes are named by a decision for each round, their number is not said",),
)

CONTESTS = (
    QUANG_NGAI_2022,
    QUANG_NGAI_2024,
    TU_PHAP_2021,
    TU_PHAP_2019,
    THAI_NGUYEN_2026,
    HO_CHI_MINH_2026,
)
