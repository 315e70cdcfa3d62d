"""How a round of a case is annulled, by a decision and for a reason."""

from datetime import timedelta

from contest.attempts import running_queries, running_service
from contest.attempts.running_service import Asked
from contest.clock import VIETNAM
from contest.contests.models import Round
from contest.db import db
from contest.rules.official_file import OfficialDetails
from contest.rules.run_acts import RunKind
from tests.contest.factories import serial
from tests.contest.real_contests.making import Stage


def annul(stage: Stage, round_: Round) -> None:
    """An hour after it closed, when what was watched has been looked at."""
    now = round_.closes_at + timedelta(hours=1)
    paper = OfficialDetails("12/QĐ-BTC", now.astimezone(VIETNAM).date(), "Trưởng Ban Tổ chức")
    asked = Asked(RunKind.ANNUL, "Camera cho thấy có gian lận.", paper, "Đợt thi bị hủy kết quả.")
    running_queries.lock_rounds(stage.contest)
    assert running_service.obstacles(stage.contest, round_, asked, now) == ()
    running_service.do(stage.contest, round_, asked, stage.staff.organiser, now, _chance)
    db.session.flush()


def _chance(count: int) -> bytes:
    return serial().to_bytes(count, "big")
