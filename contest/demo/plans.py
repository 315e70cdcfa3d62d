"""What do the two contests of the demo look like: words, times, papers, ranking?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from contest.clock import VIETNAM
from contest.contests.condition_service import ConditionDetails
from contest.contests.models import Ask, BirthAsk
from contest.contests.service import ContestDetails, RoundDetails
from contest.demo import prizes
from contest.demo.own_questions import TOPIC
from contest.demo.people import CITIZENS, OFFICIALS
from contest.demo.prizes import PrizePlan
from contest.rules.barring import BarredByRole
from contest.rules.conditions import AgeFrom, AllOf
from contest.rules.disclosure import Shown
from contest.rules.prediction import Target
from contest.rules.ranking import Preset
from contest.rules.roles import Role

TEXTS = Path(__file__).parent / "texts"
DEPARTMENT, COMMUNE = "so-noi-vu-quang-tri-demo", "xa-ben-quan-demo"
CONTEST_OF_DEPARTMENT, CONTEST_OF_COMMUNE = "cai-cach-hanh-chinh-demo", "ben-quan-demo"
PREDICTION = "Theo bạn, có bao nhiêu người trả lời đúng tất cả các câu hỏi của đợt thi này?"

Blueprint = Mapping[str, tuple[str, ...]]  # the topics of each difficulty, a question for each
OF_OFFICIALS: Blueprint = {
    "easy": ("procedures", "one-stop", "online-services", "two-level-government", "culture"),
    "medium": (
        "institutions", "organisation", "digital-government", "indices", "civil-service",
        "personal-data", "initiatives",
    ),
    "hard": ("procedures", "public-finance", "civil-service-regime"),
}  # fmt: skip
OF_CITIZENS: Blueprint = {
    "easy": (
        "institutions", "procedures", "one-stop", "online-services", "two-level-government",
        "culture", "personal-data", "indices",
    ),
    "medium": (
        "procedures", "digital-government", "one-stop", "online-services", "two-level-government",
    ),
    "hard": ("initiatives", "personal-data"),
}  # fmt: skip
OF_HAMLETS: Blueprint = {
    "easy": (
        "procedures", "one-stop", "online-services", "two-level-government", "culture",
        "personal-data",
    ),
    "medium": ("one-stop", "online-services", "two-level-government", "personal-data"),
}  # fmt: skip
# The open rounds ask in other cells than the finished ones: no right answer is told while a round
# that draws from the same question can be sat.
EASY_NOW = (
    "organisation", "civil-service-regime", "public-finance", "digital-government",
    "civil-service", "initiatives",
)  # fmt: skip
OF_ALL_NOW: Blueprint = {
    "easy": (*EASY_NOW[:2], TOPIC, TOPIC, TOPIC, TOPIC),  # a question of each kind
    "medium": ("civil-service-regime", "public-finance", "culture"),
    "hard": (
        "institutions", "organisation", "one-stop", "online-services", "two-level-government",
        "culture",
    ),
}  # fmt: skip
OF_HAMLETS_NOW: Blueprint = {
    "easy": EASY_NOW,
    "medium": ("public-finance", "culture"),
    "hard": ("one-stop", "online-services"),
}


@dataclass(frozen=True, slots=True)
class AudiencePlan:
    """An audience of a contest: its title, its ranking, its papers then and now."""

    code: str
    title: str
    preset: Preset
    past: Blueprint
    present: Blueprint


# Whoever may go online on their own; staff of the contest do not take part in it.
FROM_FOURTEEN = ConditionDetails(
    AllOf((AgeFrom(14),)),
    bars=(BarredByRole(frozenset({Role.ORGANISER, Role.SECRETARY, Role.JUDGE})),),
)


@dataclass(frozen=True, slots=True)
class ContestPlan:
    """A contest with a round that is over and one that is open."""

    public_id: str
    details: ContestDetails
    audiences: tuple[AudiencePlan, ...]
    past: RoundDetails
    present: RoundDetails
    prizes: PrizePlan
    conditions: ConditionDetails = FROM_FOURTEEN

    @property
    def published_at(self) -> datetime:
        return self.past.opens_at - timedelta(days=5)

    @property
    def results_at(self) -> datetime:
        return self.past.closes_at + timedelta(hours=15)


def of_department(now: datetime) -> ContestPlan:
    """Officials and citizens of the province, last week and now."""
    past = RoundDetails(
        title="Đợt 1",
        opens_at=_midnight(now, -10),
        closes_at=_midnight(now, -3),
        attempts_allowed=3,
        shown=Shown.AFTER_CLOSING,
        prediction_target=Target.ALL_RIGHT,
        prediction_text=PREDICTION,
    )
    details = ContestDetails(
        title=f"Tìm hiểu cải cách hành chính tỉnh Quảng Trị năm {now.astimezone(VIETNAM).year}",
        summary=(
            "15 câu hỏi trắc nghiệm và 1 câu dự đoán, 20 phút, trên điện thoại hoặc máy tính. "
            "Dành cho cán bộ, công chức, viên chức và Nhân dân trong tỉnh."
        ),
        regulation=_regulation("tinh", past, _present(past, now)),
        consent_wording=_text("dong-y"),
        asks_birth=BirthAsk.YEAR,
        asks_group=Ask.OPTIONAL,
        people_per_phone=3,
    )
    officials = AudiencePlan(
        OFFICIALS,
        "Bảng A – Cán bộ, công chức, viên chức, người lao động",
        Preset.E,
        OF_OFFICIALS,
        OF_ALL_NOW,
    )
    citizens = AudiencePlan(CITIZENS, "Bảng B – Người dân", Preset.A, OF_CITIZENS, OF_ALL_NOW)
    return ContestPlan(
        CONTEST_OF_DEPARTMENT,
        details,
        (officials, citizens),
        past,
        _present(past, now),
        prizes.OF_DEPARTMENT,
    )


def of_commune(now: datetime) -> ContestPlan:
    """The people of xã Bến Quan, by hamlet."""
    past = RoundDetails(
        title="Đợt 1",
        opens_at=_midnight(now, -12),
        closes_at=_midnight(now, -5),
        minutes=15,
        attempts_allowed=2,
        shown=Shown.AFTER_CLOSING,
    )
    details = ContestDetails(
        title="Người dân xã Bến Quan với dịch vụ công trực tuyến",
        summary="10 câu hỏi trắc nghiệm, 15 phút. Dành cho người dân các thôn, bản trong xã.",
        regulation=_regulation("xa", past, _present(past, now)),
        consent_wording=_text("dong-y"),
        asks_unit=Ask.NO,
        people_per_phone=4,
    )
    citizens = AudiencePlan(CITIZENS, "Người dân xã Bến Quan", Preset.B, OF_HAMLETS, OF_HAMLETS_NOW)
    return ContestPlan(
        CONTEST_OF_COMMUNE, details, (citizens,), past, _present(past, now), prizes.OF_COMMUNE
    )


def _present(past: RoundDetails, now: datetime) -> RoundDetails:
    """The round that anyone can sit now, as often as they like."""
    return replace(
        past,
        title="Đợt 2",
        opens_at=_midnight(now, -1),
        closes_at=_midnight(now, 31),
        attempts_allowed=None,
        shown=Shown.AT_ONCE,
    )


def _midnight(now: datetime, days: int) -> datetime:
    """0 o'clock in Vietnam, so many days from today."""
    day = now.astimezone(VIETNAM).date() + timedelta(days=days)
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def _regulation(name: str, past: RoundDetails, present: RoundDetails) -> str:
    return _text(name).format(
        opens_1=_spoken(past.opens_at),
        closes_1=_spoken_end(past.closes_at),
        opens_2=_spoken(present.opens_at),
        closes_2=_spoken_end(present.closes_at),
    )


def _text(name: str) -> str:
    return (TEXTS / f"{name}.md").read_text("utf-8").strip()


def _spoken(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H giờ %M, ngày %d/%m/%Y}"


def _spoken_end(midnight: datetime) -> str:
    """Midnight at the end of a round is 24 o'clock of its last day."""
    last = midnight.astimezone(VIETNAM) - timedelta(days=1)
    return f"24 giờ 00, ngày {last:%d/%m/%Y}"
