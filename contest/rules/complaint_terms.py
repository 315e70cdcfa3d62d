"""What a regulation says of complaints: until when they are taken, and when they are answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contest.rules.complaints import (
    BeforeAward,
    TimeLimit,
    decode_limit,
    encode_limit,
    last_day,
)
from contest.rules.working_days import Days, WorkCalendar, decode_days, encode_days
from contest.rules.working_days import last_day as last_day_of


@dataclass(frozen=True, slots=True)
class Settings:
    """The window for complaints, the days to answer in, and where complaints on paper go.

    ``awarding`` is the day on which the prizes are given out, where it is known.
    """

    window: TimeLimit
    answer: Days
    awarding: date | None = None
    place: str = ""

    @property
    def waits_for_awarding(self) -> bool:
        """The last day hangs on a day that is not known yet."""
        return isinstance(self.window, BeforeAward) and self.awarding is None


@dataclass(frozen=True, slots=True)
class Term:
    """The last day for complaints of an event; None: not known, or not limited yet."""

    event: date | None
    last: date | None


def term(settings: Settings | None, event: date | None, calendar: WorkCalendar) -> Term:
    """Days run from the event; a day that is printed, or that of the awarding, needs none."""
    if settings is None or (isinstance(settings.window, Days) and event is None):
        return Term(event, None)
    return Term(event, last_day(event or date.min, settings.window, calendar, settings.awarding))


def answer_by(settings: Settings | None, received: date, calendar: WorkCalendar) -> date | None:
    """A complaint is answered by this day, counted from the day of its receipt."""
    return last_day_of(received, settings.answer, calendar) if settings else None


def encode_settings(settings: Settings) -> dict[str, object]:
    """The terms as plain JSON."""
    return {
        "window": encode_limit(settings.window),
        "answer": encode_days(settings.answer),
        "awarding": settings.awarding.isoformat() if settings.awarding else None,
        "place": settings.place,
    }


def decode_settings(data: Mapping[str, object]) -> Settings:
    """Read what ``encode_settings`` wrote.  Raises ValueError for anything else."""
    match data:
        case {
            "window": dict(window),
            "answer": dict(answer),
            "awarding": str() | None as awarding,
            "place": str(place),
            **rest,
        } if not rest:
            given_out = None if awarding is None else date.fromisoformat(awarding)
            return Settings(decode_limit(window), decode_days(answer), given_out, place)
    raise ValueError("terms are a window, days to answer in, an awarding day and a place")
