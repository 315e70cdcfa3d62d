"""Contests whose regulation knows complaints, complaints, and days off."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from contest.attempts.models import Attempt
from contest.audit.models import AuditEntry
from contest.contests.models import Contest, Round
from contest.db import begin_writing, db
from contest.hosts.holiday_models import Holiday
from contest.hosts.holiday_queries import calendar_of
from contest.hosts.models import Host
from contest.people.models import Person
from contest.results import complaint_service as service
from contest.results.complaint_models import Complaint
from contest.results.complaint_service import Given
from contest.rules.complaint_terms import Settings
from contest.rules.complaints import Kind
from contest.rules.numbers import contest_number
from contest.rules.result_way import State
from contest.rules.working_days import Counted, Days
from contest.vault import Vault
from tests.contest.factories import NOON, serial
from tests.contest.results.factories import set_state

# NOON is a Saturday; a round's results are published on Monday the 13th.
TERMS = Settings(Days(5, Counted.WORKING), Days(10, Counted.WORKING), place="Sở Nội vụ")
PUBLISHED = NOON + timedelta(days=9)
TUESDAY = PUBLISHED + timedelta(days=1)
LATE = PUBLISHED + timedelta(days=30)
NUMBER = contest_number(999_999)  # nobody's
VAULT = Vault([bytes(32)])


def set_terms(contest: Contest, settings: Settings | None = TERMS) -> None:
    service.set_terms(contest, settings)
    db.session.commit()


def publish(round_: Round) -> None:
    set_state(round_, State.PUBLISHED, PUBLISHED)


def make_complaint(contest: Contest, person: Person | None, **given: Any) -> Complaint:
    """A complaint on the running, unless it says otherwise, received at noon."""
    usual = {
        "kind": Kind.RUNNING,
        "words": "Đợt thi đóng sớm hơn giờ đã báo.",
        "by": person,
        "received_on": NOON.date(),
        "page_key": f"{serial():022}",
    }
    begin_writing()
    complaint = service.receive(
        contest,
        Given(**usual | given),
        f"complaint-{serial()}",
        VAULT,
        calendar_of(contest.host_id),
        NOON,
    )
    db.session.commit()
    return complaint


def make_result_complaint(attempt: Attempt, **given: Any) -> Complaint:
    """A complaint of one's own result."""
    usual = {
        "kind": Kind.RESULT,
        "about": attempt.person,
        "round": attempt.round,
        "attempt_id": attempt.id,
        "received_on": PUBLISHED.date() + timedelta(days=1),
    }
    return make_complaint(attempt.round.contest, attempt.person, **usual | given)


def build_holiday(host: Host, day: date = date(2030, 5, 15), **given: Any) -> Holiday:
    usual = {"host": host, "day": day, "title": "Nghỉ bù", "is_worked": False}
    return Holiday(**usual | given)


def new_url(contest: Contest, kind: str = "") -> str:
    return f"/c/{contest.public_id}/complaints/new" + (f"/{kind}" if kind else "")


def staff_url(contest: Contest, rest: str = "") -> str:
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/complaints{rest}"


def only() -> Complaint:
    """The one complaint that there is."""
    return db.session.scalars(select(Complaint)).one()


def acts() -> list[str]:
    """What the record holds, in its order."""
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))
