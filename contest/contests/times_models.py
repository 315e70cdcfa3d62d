"""The columns of a round that say when it can be sat."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from contest.clock import milliseconds
from contest.db import BigId, Milliseconds
from contest.rules import suspensions
from contest.rules.suspensions import Suspension
from contest.rules.timing import Window
from contest.rules.windows import Calendar, DailyHours


class RoundTimes:
    """When a round opens and closes, its gaps, its daily hours, and when it was suspended."""

    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    # [[opens_ms, closes_ms], …] where there are gaps; []: from the opening to the closing.
    stretches: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    # Minutes of the Vietnamese day between which it can be sat; None: at any hour.
    daily_from: Mapped[int | None]
    daily_to: Mapped[int | None]
    # contest.rules.suspensions.Suspension, encoded, in their order: in the row that a start locks.
    suspensions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    # The last closing of a group's own window; None: there are no groups.
    groups_close_at: Mapped[datetime | None]
    # The most extra time that somebody was given, in ms; 0: nobody was, and a start asks no more.
    extra_ms: Mapped[int] = mapped_column(BigId, default=0)
    # Until when an attempt that was opened again may take answers; None: none was.
    reopened_until_ms: Mapped[Milliseconds | None]
    # Whether an attempt still running when the round closes ends there.
    cuts_at_closing: Mapped[bool] = mapped_column(default=True)
    minutes: Mapped[int]

    @property
    def calendar(self) -> Calendar:
        """When those who are in no group can enter it.  Raises CalendarRefused."""
        whole = [milliseconds(self.opens_at), milliseconds(self.closes_at)]
        stretches = tuple(Window(*each) for each in self.stretches or [whole])
        hours = self.daily_from is not None and self.daily_to is not None
        daily = DailyHours(self.daily_from or 0, self.daily_to or 0) if hours else None
        return Calendar(stretches, daily, self.stops)

    @property
    def stops(self) -> tuple[Suspension, ...]:
        return tuple(suspensions.decode(each) for each in self.suspensions or [])
