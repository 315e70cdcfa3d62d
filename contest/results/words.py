"""Why somebody stands where they stand, in words."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask_babel import gettext, ngettext

from contest.clock import VIETNAM, instant
from contest.rules.boards import ROUNDS
from contest.rules.lots import SHOWN_DIGITS
from contest.rules.numbers import format_contest_number
from contest.rules.ranking import Key
from contest.web.filters import clock_ms, day, duration_ms, number, points

WHOLE_SECOND = 1_000


def why_above(reason: Mapping[str, Any] | None, unit_ms: int = WHOLE_SECOND) -> str:
    """“Đứng trên số báo danh 123 456 789 vì …”; nothing where nobody stands below."""
    if reason is None:
        return ""
    return _sentence(reason, unit_ms, gettext("Đứng trên số báo danh %(other)s vì %(why)s."))


def why_below(reason: Mapping[str, Any] | None, unit_ms: int = WHOLE_SECOND) -> str:
    """“Đứng sau số báo danh 123 456 789 vì …”; nothing for the first."""
    if reason is None:
        return ""
    return _sentence(reason, unit_ms, gettext("Đứng sau số báo danh %(other)s vì %(why)s."))


def why_above_nameless(reason: Mapping[str, Any] | None, unit_ms: int = WHOLE_SECOND) -> str:
    """The same where contest numbers are not public."""
    if reason is None:
        return ""
    return _sentence(reason, unit_ms, gettext("Đứng trên người ở hạng liền sau vì %(why)s."))


def why_below_nameless(reason: Mapping[str, Any] | None, unit_ms: int = WHOLE_SECOND) -> str:
    """The same of the one before."""
    if reason is None:
        return ""
    return _sentence(reason, unit_ms, gettext("Đứng sau người ở hạng liền trước vì %(why)s."))


def _sentence(reason: Mapping[str, Any], unit_ms: int, frame: str) -> str:
    key = reason["key"]
    say = _values(unit_ms)[key]
    why = gettext(
        "%(key)s: %(mine)s so với %(theirs)s",
        key=_KEYS[key](),
        mine=say(reason["mine"]),
        theirs=say(reason["theirs"]),
    )
    other = format_contest_number(str(reason["other"]))
    return frame.replace("%(other)s", other).replace("%(why)s", why)


_KEYS: Mapping[str, Callable[[], str]] = {
    ROUNDS: lambda: str(gettext("số đợt đã thi")),
    Key.RIGHT: lambda: str(gettext("số câu trả lời đúng")),
    Key.POINTS: lambda: str(gettext("số điểm")),
    Key.PREDICTION: lambda: str(gettext("chênh lệch dự đoán")),
    Key.FACT: lambda: str(gettext("chênh lệch ở câu hỏi phụ")),
    Key.TEXT: lambda: str(gettext("điểm câu tự luận")),
    Key.DURATION: lambda: str(gettext("thời gian làm bài")),
    Key.HANDED_IN: lambda: str(gettext("thời điểm nộp bài")),
    Key.STARTED: lambda: str(gettext("thời điểm vào thi")),
    Key.LOT: lambda: str(gettext("kết quả bốc thăm")),
    Key.COMMITTEE: lambda: str(gettext("thứ tự do Ban Tổ chức quyết định")),
}


def _values(unit_ms: int) -> Mapping[str, Callable[[int | None], str]]:
    """How the value of each key is written; durations in the unit that ranks."""
    return {
        ROUNDS: number,
        Key.RIGHT: lambda count: str(ngettext("%(num)d câu", "%(num)d câu", count or 0)),
        Key.POINTS: points,
        Key.PREDICTION: _guess_distance,
        Key.FACT: _fact_distance,
        Key.TEXT: _judged,
        Key.DURATION: duration_ms
        if unit_ms >= WHOLE_SECOND
        else partial(clock_ms, unit_ms=unit_ms),
        Key.HANDED_IN: _instant,
        Key.STARTED: _instant,
        Key.LOT: _lot,
        Key.COMMITTEE: _decided,
    }


def _guess_distance(distance: int | None) -> str:
    return str(gettext("không dự đoán")) if distance is None else number(distance)


def _fact_distance(distance: int | None) -> str:
    return str(gettext("không trả lời")) if distance is None else number(distance)


def _judged(given: int | None) -> str:
    return str(gettext("chưa chấm")) if given is None else points(given)


def _decided(order: int | None) -> str:
    return str(gettext("không nêu")) if order is None else number(order)


def _lot(value: int | None) -> str:
    return str(gettext("chưa bốc thăm")) if value is None else f"{value:0{SHOWN_DIGITS}x}"


def _instant(milliseconds: int | None) -> str:
    """To the millisecond, since that decides."""
    if milliseconds is None:
        return "–"
    moment = instant(milliseconds)
    return f"{day(moment)} {moment.astimezone(VIETNAM):%H:%M:%S},{milliseconds % 1000:03}"
