"""The pictures of a round's figures: one specification serves pages and documents alike."""

from collections.abc import Iterable, Sequence
from typing import Any

import vl_convert

from contest.results.models import Ranking, UnitTotal

WIDTH = 560
COLOUR = "#8f1018"
INK = "#333333"
FONT = "Be Vietnam Pro, Noto Sans, DejaVu Sans, sans-serif"
MOST_BARS = 20
NAMES = ("histogram", "days", "communes", "units")
CONFIG: dict[str, Any] = {
    "background": "white",
    "font": FONT,
    "bar": {"color": COLOUR},
    "axis": {"labelColor": INK, "titleColor": INK, "labelFontSize": 14, "titleFontSize": 14},
    "view": {"stroke": None},
}
# Vega writes 1,234; Vietnamese readers expect 1.234.
LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]}


def draw(name: str, ranking: Ranking, totals: Sequence[UnitTotal]) -> str:
    """Draw one of NAMES as SVG; ``totals`` are the lines that "communes" and "units" show."""
    if name == "histogram":
        spec = _columns(ranking.figures["histogram"], "Số câu đúng", "Số người")
    elif name == "days":
        days = [[_short_day(day), entrants] for day, entrants, _ in ranking.figures["days"]]
        spec = _columns(days, "Ngày", "Số người dự thi")
    else:
        spec = _bars(_largest(totals), "Số người dự thi")
    return str(vl_convert.vegalite_to_svg(spec, format_locale=LOCALE))


def _largest(totals: Iterable[UnitTotal]) -> list[list[Any]]:
    named = [each for each in totals if each.unit is not None and each.entrants]
    named.sort(key=lambda each: (-each.entrants, each.id))
    return [[each.unit.full_name, each.entrants] for each in named[:MOST_BARS] if each.unit]


def _short_day(day: str) -> str:
    _year, month, number = day.split("-")
    return f"{int(number)}/{int(month)}"


def _columns(pairs: Iterable[Sequence[Any]], across: str, up: str) -> dict[str, Any]:
    """Standing bars in the given order."""
    return _spec(
        pairs,
        x={"field": "name", "type": "ordinal", "sort": None, "title": across, **_level()},
        y={"field": "count", "type": "quantitative", "title": up, **_whole_numbers()},
        height=260,
    )


def _bars(pairs: Sequence[Sequence[Any]], along: str) -> dict[str, Any]:
    """Lying bars in the given order, for names that need their room."""
    return _spec(
        pairs,
        x={"field": "count", "type": "quantitative", "title": along, **_whole_numbers()},
        y={
            "field": "name",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {"labelLimit": 220},
        },
        height=max(len(pairs), 1) * 24,
    )


def _spec(
    pairs: Iterable[Sequence[Any]], *, x: dict[str, Any], y: dict[str, Any], height: int
) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"name": str(name), "count": count} for name, count in pairs]},
        "mark": "bar",
        "encoding": {"x": x, "y": y},
        "width": WIDTH,
        "height": height,
        "config": CONFIG,
    }


def _level() -> dict[str, Any]:
    return {"axis": {"labelAngle": 0, "labelOverlap": True}}


def _whole_numbers() -> dict[str, Any]:
    return {"axis": {"format": ",d", "tickMinStep": 1}}
