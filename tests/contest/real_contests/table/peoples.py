"""Contests for everybody: of districts, of provinces, of the nation."""

from contest.rules.conditions import AgeFrom, Link
from contest.rules.eligibility import Birth
from contest.rules.prediction import Target
from contest.rules.ranking import PRESETS, Key, Preset, Scheme
from contest.rules.verification import Ground
from tests.contest.real_contests.description import (
    FAR,
    MADE_UP,
    Committee,
    Entrant,
    Expected,
    Extra,
    Often,
    RealContest,
    Said,
    Times,
    UnitPlan,
    Who,
    at,
    weeks,
)
from tests.contest.real_contests.table.usual import ALL, ANY_GROUND, LIVES, MILLION, prizes, sat

STUDENTS, OFFICIALS, FORCES = "Học sinh, sinh viên", "CBCCVC", "Lực lượng vũ trang"

# An's second attempt is the best and counts once.  The answer to the classifying question is 3:
# Bình misses by 0, Chi by 1, An by 2.  The second contest has questions of its own.
QUYNH_LUU_2022 = RealContest(
    "18 Quỳnh Lưu 2022",
    "domain.md:39",
    who=Said(Who(lambda p: p.linked(LIVES)), "domain.md:39"),
    times=Said(Times(weeks("2022-03-01 00:00", 3, days=10, every=15), (450, 1020)), "domain.md:39"),
    minutes=Said(45, "domain.md:39"),
    extra=Said(Extra(fact="Một số mấy?"), "domain.md:39"),
    scheme=Said(Scheme.of(Key.RIGHT, Key.FACT, Key.STARTED), "domain.md:39"),
    themed=Said(True, "domain.md:39"),
    committee=Committee(truths={1: 3, 2: 7}),
    entrants=(
        Entrant(
            "An",
            (
                sat("2022-03-01 07:29", refused="too-early"),
                sat("2022-03-01 07:30", 2, 50, fact="3"),
                sat("2022-03-02 08:00", 3, 50, fact="5"),
                sat("2022-03-03 08:00", 1, 50, fact="3"),
                sat("2022-03-04 08:00", 1, 50, fact="3"),
                sat("2022-03-16 08:00", 3, 50, fact="7"),
            ),
        ),
        Entrant(
            "Bình",
            (
                sat("2022-03-10 16:50", 3, 500, fact="3"),
                sat("2022-03-10 17:00", refused="round-over"),
            ),
        ),
        Entrant(
            "Chi",
            (
                sat("2022-03-02 17:00", refused="between-windows"),
                sat("2022-03-03 08:00", 3, 2600, fact="4"),
            ),
        ),
        Entrant("Dung", (sat("2022-03-03 08:00", 2, 60, fact="3"),)),
        Entrant("Em", home=FAR, refused=("not-linked",)),
    ),
    expected=Expected(
        counting="1: An 2/4",
        ranking={(1, ALL): "Bình, Chi, An, Dung", (2, ALL): "An"},
        report={"people": "4/7"},
    ),
    silent=("what its classifying question asked is not said: a number; days and prizes neither",),
)

# Of five people three are all right.  By speed: An 40 s by the second attempt, Bình 50 s, Chi 60 s.
VIET_LAO_2022 = RealContest(
    "21 Việt Nam - Lào 2022",
    "domain.md:42",
    who=Said(Who(lambda _: AgeFrom(14)), "domain.md:42"),
    times=Said(
        Times(
            tuple(
                (begin, at(f"{end:%Y-%m-%d} 15:00")) for begin, end in weeks("2022-08-08 16:00", 12)
            )
        ),
        "domain.md:42",
    ),
    prizes=Said(prizes(1, 2, 5, amounts=(3 * MILLION, 2 * MILLION, MILLION)), "domain.md:42"),
    entrants=(
        Entrant("An", (sat("2022-08-08 16:00", 1, 90), sat("2022-08-15 14:59", 3, 40))),
        Entrant(
            "Bình",
            (sat("2022-08-09 08:00", 3, 50), sat("2022-08-15 15:30", refused="round-over")),
            home=FAR,
        ),
        Entrant(
            "Chi",
            (sat("2022-08-09 08:00", 3, 60), sat("2022-10-31 14:59", 3, 60)),
            country="LA",
            citizenship="LA",
            birth=Birth(2008, 8, 9),
        ),
        Entrant("Dung", (sat("2022-08-09 08:00", 2, 60),)),
        Entrant("Em", (sat("2022-08-09 08:00", 0, 60),)),
        Entrant("Giang", birth=Birth(2008, 8, 9), refused=("too-young",)),
    ),
    expected=Expected(
        counting="1: An 2/2",
        ranking={(1, ALL): "An, Bình, Chi, Dung, Em", (12, ALL): "Chi"},
        prizes={
            (1, ALL): "An: Nhất 3000000; Bình: Nhì 2000000; Chi: Nhì 2000000; Dung: Ba 1000000"
            "; Em: Ba 1000000",
            (12, ALL): "Chi: Nhất 3000000",
        },
        report={"people": "5/6", "all-right": "3"},
    ),
    silent=("time, keys and the days of its weeks are not said",),
)

NGHE_AN_2025 = RealContest(
    "22 Nghệ An văn bản mới 2025",
    "domain.md:43",
    who=Said(Who(lambda p: p.linked(*Link)), "domain.md:43"),
    times=Said(
        Times((*weeks("2025-09-15 08:00", 3), (at("2025-10-06 08:00"), at("2025-10-13 08:01")))),
        "domain.md:43",
    ),
    units=(UnitPlan("Trường Cao đẳng", 40),),
    entrants=(
        Entrant("An", (sat("2025-09-15 08:00", 3, 50),)),
        Entrant(
            "Bình",
            (sat("2025-10-13 08:00", 3, 30), sat("2025-10-13 08:01", refused="round-over")),
            home=FAR,
            unit="Trường Cao đẳng",
            link=Link.STUDIES,
        ),
        Entrant("Chi", home=FAR, refused=("not-linked",)),
    ),
    expected=Expected(ranking={(1, ALL): "An", (4, ALL): "Bình"}),
    silent=("attempts, keys and prizes are not said",),
    cannot=(
        "who must take part and who may: nobody is told that it is a duty",
        "a quota of entrants for each unit and week: units have headcounts, no quotas",
    ),
)

DAK_LAK_2020 = RealContest(
    "25 Đắk Lắk 2020",
    "domain.md:46",
    often=Said(Often(), "domain.md:46"),
    groups=(STUDENTS, OFFICIALS, FORCES),
    entrants=(
        Entrant("An", (sat("2024-03-04 08:00", 1), sat("2024-03-05 08:00", 3)), group=STUDENTS),
        Entrant("Bình", (sat("2024-03-04 08:00", 2),), group=STUDENTS),
        Entrant("Chi", (sat("2024-03-04 08:00", 1),), group=STUDENTS),
        Entrant("Dung", (sat("2024-03-04 08:00", 0, 50),), group=OFFICIALS),
        Entrant("Em", (sat("2024-03-04 08:00", 0, 60),), group=OFFICIALS),
        Entrant("Giang", (sat("2024-03-04 08:00", 0, 70),), group=FORCES),
    ),
    expected=Expected(
        counting="1: An 2/2",
        ranking={(1, ALL): "An, Bình, Chi, Dung, Em, Giang"},
        report={"people": "6/7", "groups": f"{STUDENTS}:3 {OFFICIALS}:2 {FORCES}:1"},
    ),
    silent=("who may enter, days, keys and prizes are not said",),
)

VINH_LINH_2024 = RealContest(
    "26 Vĩnh Linh 2024",
    "domain.md:47",
    times=Said(Times(weeks("2024-07-08 00:00", 4)), "domain.md:47"),
    entrants=(
        Entrant("An", (sat("2024-07-08 00:00", 3, 50), sat("2024-07-15 00:00", 3))),
        Entrant("Bình", (sat("2024-07-14 23:59", 3, 40),)),
        Entrant(
            "Chi",
            (sat("2024-07-09 08:00", 2), sat("2024-08-05 00:00", refused="round-over")),
            home=FAR,
        ),
    ),
    expected=Expected(
        ranking={(1, ALL): "Bình, An, Chi", (2, ALL): "An"},
        report={"people": "3/3", "provinces": "Quê Ta 2/2, Nơi Khác 1/1"},
    ),
    silent=("attempts, keys and prizes are not said",),
)

# Chi handed in after fifteen minutes of ten: no answer of hers counts.  All right: An by the
# seventh attempt, and Bình: 2.  Bình misses by 0, An by 3.
NATION_2026 = RealContest(
    "F4 Bầu cử toàn quốc 2026",
    "features.md:15",
    times=Said(Times(weeks("2026-03-02 00:00", 2)), MADE_UP),
    minutes=Said(10, "features.md:15"),
    often=Said(Often(in_week=7), "features.md:15"),
    extra=Said(Extra(Target.ALL_RIGHT), "features.md:15"),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    prizes=Said(prizes(1, 2, 3, 10), "features.md:15"),
    entrants=(
        Entrant(
            "An",
            (
                *(sat(f"2026-03-02 0{hour}:00", 1, 50, "3") for hour in range(6)),
                sat("2026-03-08 22:00", 3, 50, "5"),
                sat("2026-03-08 23:00", refused="7 a week"),
                sat("2026-03-09 00:00", 2, 50, "0"),
            ),
        ),
        Entrant("Bình", (sat("2026-03-03 08:00", 3, 50, "2"),)),
        Entrant("Chi", (sat("2026-03-03 08:00", 3, 900, "3"),)),
        Entrant("Dung", (sat("2026-03-03 08:00", 2, 50, "3"),)),
    ),
    expected=Expected(
        counting="1: An 7/7",
        ranking={(1, ALL): "Bình, An, Dung, Chi", (2, ALL): "An"},
        prizes={
            (1, ALL): "Bình: Nhất; An: Nhì; Dung: Nhì; Chi: Ba",
            (2, ALL): "An: Nhất",
        },
        report={"people": "4/10"},
    ),
    silent=(
        "prizes for collectives: neither their number nor what they go by is said",
        "the attempt that counts, the order of keys and the days are not said",
    ),
    cannot=("prizes for people who spread the contest: nobody is asked who sent them",),
)

# Two of three are all right: 66,66667 %, rounded half up.  Bình misses by 0,00001, An by 0,33333;
# Chi has 2 right.
CITY_S42 = RealContest(
    "S42 Cuộc thi của một thành phố",
    "domain.md:78",
    minutes=Said(30, "domain.md:78"),
    extra=Said(
        Extra(
            Target.PERCENT_ALL_RIGHT, "Tỷ lệ % người tham gia dự thi trả lời đúng 24 câu hỏi trên?"
        ),
        "domain.md:78",
    ),
    scheme=Said(PRESETS[Preset.A], "domain.md:86"),
    entrants=(
        Entrant("An", (sat("2024-03-04 08:00", 3, 60, "67"),)),
        Entrant("Bình", (sat("2024-03-04 08:00", 3, 60, "66,66666"),)),
        Entrant("Chi", (sat("2024-03-04 08:00", 2, 60, "66.7"),)),
    ),
    expected=Expected(ranking={(1, ALL): "Bình, An, Chi"}, report={"all-right": "2"}),
    cannot=(
        "sex, asked of everybody there: registration does not ask for it",
        "taking part without any account: whoever enters gets a contest number",
    ),
)

# An and Bình are one person with two accounts, and both are taken out.
GTTM_2015 = RealContest(
    "S44 gttm.go.vn 2015",
    "domain.md:100",
    grounds=Said(frozenset({Ground.SEVERAL_ACCOUNTS}), "domain.md:100"),
    entrants=(
        Entrant("An", (sat("2024-03-04 08:00", 3, 20),), out=Ground.SEVERAL_ACCOUNTS),
        Entrant("Bình", (sat("2024-03-04 09:00", 3, 10),), out=Ground.SEVERAL_ACCOUNTS),
        Entrant("Chi", (sat("2024-03-04 08:00", 1, 60),)),
    ),
    expected=Expected(ranking={(1, ALL): "Chi"}, report={"people": "1/3"}),
    cannot=(ANY_GROUND,),
)

# Of the session that was cancelled nothing is ranked.
VIOEDU_2026 = RealContest(
    "S46 VioEdu 2026",
    "domain.md:101",
    times=Said(Times(weeks("2026-03-02 00:00", 2)), MADE_UP),
    annulled=Said((1,), "domain.md:101"),
    entrants=(
        Entrant("An", (sat("2026-03-02 08:00", 3, 20), sat("2026-03-09 08:00", 2, 50))),
        Entrant("Bình", (sat("2026-03-02 08:00", 3, 10), sat("2026-03-09 08:00", 3, 60))),
    ),
    expected=Expected(ranking={(2, ALL): "Bình, An"}),
    silent=("which sessions, and who sat them, is not said",),
)

CONTESTS = (
    QUYNH_LUU_2022,
    VIET_LAO_2022,
    NGHE_AN_2025,
    DAK_LAK_2020,
    VINH_LINH_2024,
    NATION_2026,
    CITY_S42,
    GTTM_2015,
    VIOEDU_2026,
)
