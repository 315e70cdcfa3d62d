"""The pictures of how questions measured, drawn by the jobs process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import vl_convert

from contest.results.charts_service import COLOUR, CONFIG, LOCALE, WIDTH
from contest.rules.drawing import LETTERS
from questions.distractors import EASY, HARD, OptionCount
from questions.model import Kind

BANDS = 10
RIGHT_COLOUR, WRONG_COLOUR = "#00703c", "#6f777b"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def facility_bands(facilities: Iterable[float]) -> list[int]:
    """How many questions stand in each band of ten per cent; 100 % stands in the last."""
    counts = [0] * BANDS
    for each in facilities:
        counts[min(int(each * BANDS), BANDS - 1)] += 1
    return counts


def band_name(at: int) -> str:
    return f"{at * 100 // BANDS}–{(at + 1) * 100 // BANDS}"


def draw_facilities(facilities: Iterable[float]) -> str:
    """How many questions were how easy."""
    bands = facility_bands(facilities)
    values = [{"name": band_name(at), "count": count} for at, count in enumerate(bands)]
    return _svg(
        values,
        mark="bar",
        encoding={
            "x": _axis("name", "ordinal", "Tỷ lệ điểm đạt được (%)", labelAngle=0) | {"sort": None},
            "y": _axis("count", "quantitative", "Số câu hỏi", format=",d", tickMinStep=1),
        },
    )


def draw_scatter(pairs: Iterable[tuple[float, float]]) -> str:
    """Each question by its facility and its discrimination index; lines show the limits."""
    values = [{"x": 100 * facility, "y": index} for facility, index in pairs]
    across = _axis("x", "quantitative", "Tỷ lệ điểm đạt được (%)") | {"scale": {"domain": [0, 100]}}
    points = {
        "data": {"values": values},
        "mark": {"type": "circle", "color": COLOUR, "size": 50},
        "encoding": {"x": across, "y": _axis("y", "quantitative", "Độ phân biệt")},
    }
    line = {"type": "rule", "strokeDash": [4, 4], "color": WRONG_COLOUR}
    limits = {"values": [{"x": 100 * each} for each in (HARD, EASY)]}
    layers = [
        {"data": limits, "mark": line, "encoding": {"x": {"field": "x", "type": "quantitative"}}},
        {
            "data": {"values": [{"y": 0}]},
            "mark": line,
            "encoding": {"y": {"field": "y", "type": "quantitative"}},
        },
        points,
    ]
    return _svg(None, layer=layers)


@dataclass(frozen=True, slots=True)
class Bar:
    """What was said, by how many, and whether it is right.

    The letter of an option as written; none: left blank.  Of a statement, which of the two was
    said of it.
    """

    letter: str
    says_true: bool | None
    count: int
    is_right: bool

    @property
    def name(self) -> str:
        if not self.letter:
            return "Bỏ trống"
        verdicts = {None: "", True: ": Đúng", False: ": Sai"}
        return f"{self.letter}{verdicts[self.says_true]}"


def option_bars(
    kind: Kind, options: Sequence[OptionCount], right: frozenset[int], blank: int
) -> list[Bar]:
    """The bars of a question in the order of its options; those who left it blank come last."""
    bars = []
    for at, (letter, each) in enumerate(zip(LETTERS, options, strict=False)):
        if kind is Kind.STATEMENTS:
            bars.append(Bar(letter, True, each.chosen, at in right))
            bars.append(Bar(letter, False, each.against, at not in right))
        else:
            bars.append(Bar(letter, None, each.chosen, at in right))
    return [*bars, Bar("", None, blank, False)]


def draw_options(bars: Sequence[Bar]) -> str:
    """How many said what; the key has a colour and a word of its own."""
    values = [
        {
            "name": f"{each.name} (đáp án)" if each.is_right else each.name,
            "count": each.count,
            "right": each.is_right,
        }
        for each in bars
    ]
    colour = {"value": WRONG_COLOUR, "condition": {"test": "datum.right", "value": RIGHT_COLOUR}}
    return _svg(
        values,
        mark="bar",
        height=28 * len(values),
        encoding={
            "x": _axis("count", "quantitative", "Số người chọn", format=",d", tickMinStep=1),
            "y": _axis("name", "nominal", None) | {"sort": None},
            "color": colour,
        },
    )


def _axis(field: str, kind: str, title: str | None, **axis: Any) -> dict[str, Any]:
    return {"field": field, "type": kind, "title": title, "axis": axis}


def _svg(values: list[dict[str, Any]] | None, height: int = 260, **parts: Any) -> str:
    data = {} if values is None else {"data": {"values": values}}
    spec = {"$schema": SCHEMA, "width": WIDTH, "height": height, "config": CONFIG} | data | parts
    return str(vl_convert.vegalite_to_svg(spec, format_locale=LOCALE))
