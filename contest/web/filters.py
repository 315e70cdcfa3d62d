"""How days, hours, numbers and lengths of time are written on a page."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal, get_group_symbol
from flask import Flask
from flask_babel import gettext, ngettext

from contest.clock import VIETNAM
from contest.rules.numbers import format_contest_number
from contest.web.locale import current_language, current_locale

EMPTY = "–"
Number = int | Decimal | Fraction


def register(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day,
        hour=hour,
        moment=moment,
        closing=closing,
        number=number,
        percent=percent,
        points=points,
        duration=duration,
        duration_ms=duration_ms,
        clock_ms=clock_ms,
        contest_number=format_contest_number,
    )
    app.jinja_env.globals.update(page_numbers=page_numbers)


def day(value: date | datetime | None) -> str:
    """24/11/2026; in English 24 Nov 2026."""
    if value is None:
        return EMPTY
    local = value.astimezone(VIETNAM) if isinstance(value, datetime) else value
    if current_language() == "vi":
        return f"{local.day}/{local.month}/{local.year}"
    return format_date(local, "d MMM y", locale=current_locale())


def hour(value: datetime | None) -> str:
    """14 giờ 30; in English 14:30."""
    if value is None:
        return EMPTY
    local = value.astimezone(VIETNAM)
    return f"{local.hour} giờ {local:%M}" if current_language() == "vi" else f"{local:%H:%M}"


def moment(value: datetime | None) -> str:
    """24/11/2026 14 giờ 30."""
    return EMPTY if value is None else f"{day(value)} {hour(value)}"


def closing(value: datetime | None) -> str:
    """An end, as regulations write it: midnight is 24 giờ 00 of the day before."""
    if value is None:
        return EMPTY
    local = value.astimezone(VIETNAM)
    if (local.hour, local.minute) != (0, 0):
        return moment(value)
    last = day(local - timedelta(minutes=1))
    return f"{last} 24 giờ 00" if current_language() == "vi" else f"{last} 24:00"


def number(value: Number | float | None, places: int = 0) -> str:
    """1.234 or, with places, 1.234,50."""
    if value is None:
        return EMPTY
    if isinstance(value, int) and not places:  # a table has thousands of these
        return f"{value:,}".replace(",", _thousands(current_language()))
    exact = _decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _written(exact, "#,##0" + ("." + "0" * places if places else ""), current_language())


def percent(part: Number | float | None, whole: Number | None = 1, places: int = 1) -> str:
    """87,5 %: the part of the whole; a dash where the whole is nothing."""
    if part is None or not whole:
        return EMPTY
    share = _decimal(part) * 100 / _decimal(whole)
    return f"{number(share, places)}\N{NO-BREAK SPACE}%"


def points(hundredths: int | None) -> str:
    """8,75 of 875 hundredths; 9 of 900."""
    if hundredths is None:
        return EMPTY
    return _written(Decimal(hundredths) / 100, "#,##0.##", current_language())


def duration(value: timedelta | int | None) -> str:
    """3 phút 12 giây, of a timedelta or of whole seconds."""
    if value is None:
        return EMPTY
    seconds = value // timedelta(seconds=1) if isinstance(value, timedelta) else value
    return _lasting(seconds, current_language())


@lru_cache(maxsize=4096)
def _lasting(seconds: int, _language: str) -> str:
    """In the language of the page, which is named so that each has its own."""
    parts = [
        (seconds // 3600, ngettext("%(num)d giờ", "%(num)d giờ", seconds // 3600)),
        (seconds // 60 % 60, ngettext("%(num)d phút", "%(num)d phút", seconds // 60 % 60)),
        (seconds % 60, ngettext("%(num)d giây", "%(num)d giây", seconds % 60)),
    ]
    return " ".join(text for count, text in parts if count) or gettext("0 giây")


def duration_ms(milliseconds: int | None) -> str:
    """3 phút 12 giây, of milliseconds, what is under a second left out."""
    return EMPTY if milliseconds is None else duration(milliseconds // 1000)


def clock_ms(milliseconds: int | None, unit_ms: int = 1) -> str:
    """3:12,045; in the unit that ranks, so that equals look equal: 3:12 where seconds do."""
    if milliseconds is None:
        return EMPTY
    seconds, rest = divmod(milliseconds // unit_ms * unit_ms, 1000)
    if unit_ms >= 1000:
        return f"{seconds // 60}:{seconds % 60:02}"
    mark = "," if current_language() == "vi" else "."
    return f"{seconds // 60}:{seconds % 60:02}{mark}{rest:03}"


def page_numbers(page: int, count: int) -> list[int | None]:
    """Which pages a pagination names: the ends and the neighbours; None is a gap."""
    named = sorted({1, page - 1, page, page + 1, count} & set(range(1, count + 1)))
    shown: list[int | None] = []
    for each in named:
        if shown and shown[-1] is not None and each - shown[-1] > 1:
            shown.append(None)
        shown.append(each)
    return shown


@lru_cache(maxsize=4096)
def _written(value: Decimal, pattern: str, language: str) -> str:
    return str(format_decimal(value, format=pattern, locale=language))


@lru_cache
def _thousands(language: str) -> str:
    return str(get_group_symbol(language))


def _decimal(value: Number | float) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)
