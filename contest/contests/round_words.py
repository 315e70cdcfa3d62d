"""How a round stands, and what its regulation says of times and limits, as pages say it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext, ngettext

from contest.clock import instant, milliseconds
from contest.contests.models import Round
from contest.rules.timing import RoundPhase, Window, cut_off_ms
from contest.rules.windows import Calendar
from contest.web.filters import closing, duration_ms, moment


class RoundView(NamedTuple):
    """A round as it stands at this moment, for everybody or for one entrant's group."""

    round: Round
    phase: RoundPhase
    left: timedelta  # to the closing of an open round, to the opening of one to come
    opens_at: datetime | None  # when one can start next; None where nobody knows
    closes_at: datetime  # of the window that is open, or the last of all
    is_suspended: bool
    notes: tuple[str, ...]  # what one should know before starting now


def view(round_: Round, calendar: Calendar, now: datetime) -> RoundView:
    now_ms = milliseconds(now)
    phase = RoundPhase.OVER if round_.annulled_at else calendar.phase_at(now_ms)
    window = calendar.window_at(now_ms) if phase is RoundPhase.OPEN else None
    next_ms = calendar.next_opening(now_ms)
    opens_at = None if next_ms is None else instant(next_ms)
    closes_at = instant(window.closes_ms if window else calendar.last_closing_ms)
    end = closes_at if window else opens_at or closes_at
    return RoundView(
        round_,
        phase,
        max(end - now, timedelta(0)),
        opens_at,
        closes_at,
        calendar.suspension_at(now_ms) is not None,
        tuple(_notes(round_, window, now_ms)) if window else (),
    )


def _notes(round_: Round, window: Window, now_ms: int) -> list[str]:
    """Told before the start: what the closing cuts off, and that nothing may be left blank."""
    found = []
    cut_ms = cut_off_ms(window, round_.allowance, now_ms)
    if cut_ms:
        found.append(
            gettext(
                "Đợt thi đóng lúc %(when)s, nên bạn chỉ còn %(left)s để làm bài.",
                when=closing(instant(window.closes_ms)),
                left=duration_ms(round_.allowance.allowed_ms - cut_ms),
            )
        )
    if round_.must_answer_all:
        found.append(gettext("Theo thể lệ, bài còn câu bỏ trống sẽ không được tính."))
        if not round_.void_uses_chance:
            found.append(gettext("Bài ấy không mất lượt: bạn được thi lại khi đợt thi còn mở."))
    return [str(each) for each in found]


def rules(round_: Round) -> list[str]:
    """What the regulation says of this round beyond its opening, closing and minutes."""
    return [str(each) for each in (*_times(round_), *_limits(round_))]


def _times(round_: Round) -> list[str]:
    found = [
        gettext("Từ %(first)s đến %(last)s.", first=moment(instant(a)), last=closing(instant(b)))
        for a, b in round_.stretches or []
    ]
    if round_.daily_from is not None and round_.daily_to is not None:
        hours = {"first": hour_of(round_.daily_from), "last": hour_of(round_.daily_to)}
        found.append(gettext("Mỗi ngày thi được từ %(first)s đến %(last)s.", **hours))
    if not round_.cuts_at_closing:
        found.append(gettext("Đã vào thi thì được làm đủ số phút, dù đợt thi đã đóng."))
    return found


def _limits(round_: Round) -> list[str]:
    found = []
    if count := round_.attempts_a_day:
        found.append(
            ngettext(
                "Mỗi ngày thi nhiều nhất %(num)d lượt.",
                "Mỗi ngày thi nhiều nhất %(num)d lượt.",
                count,
            )
        )
    if count := round_.attempts_a_week:
        found.append(
            ngettext(
                "Mỗi tuần (từ thứ Hai) thi nhiều nhất %(num)d lượt.",
                "Mỗi tuần (từ thứ Hai) thi nhiều nhất %(num)d lượt.",
                count,
            )
        )
    if count := round_.contest.attempts_allowed:
        found.append(
            ngettext(
                "Cả cuộc thi mỗi người thi nhiều nhất %(num)d lượt.",
                "Cả cuộc thi mỗi người thi nhiều nhất %(num)d lượt.",
                count,
            )
        )
    return found


def hour_of(minutes: int) -> str:
    """A minute of the day as people say it: 7h30, 24h00."""
    return "{}h{:02}".format(*divmod(minutes, 60))
