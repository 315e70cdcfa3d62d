"""What the figures of questions say, in words and tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.results import item_charts_service as charts
from contest.results.item_charts_service import Bar
from contest.results.item_models import ItemStatistic, PaperStatistic
from contest.results.item_service import bars_of, looks_of, option_counts, right_positions
from contest.rules.drawing import LETTERS
from contest.web.files import Cell, Table
from contest.web.filters import number, percent
from questions.distractors import EASY, HARD, Look
from questions.model import Kind
from questions.pictures import without_marks

LOOK_NAMES: Mapping[Look, LazyString] = {
    Look.DISTRACTOR: _l("Phương án sai hơn đáp án"),
    Look.AGAINST: _l("Phân biệt ngược"),
    Look.HARD: _l("Quá khó"),
    Look.EASY: _l("Quá dễ"),
}
ORDER_NAMES: Mapping[str, LazyString] = {
    "code": _l("mã câu"),
    "facility": _l("tỷ lệ điểm đạt"),
    "discrimination": _l("độ phân biệt"),
    "shown": _l("số lần hỏi"),
}
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question's figures with what its visitor may read of it; an unread stem is empty."""

    item: ItemStatistic
    stem: str
    looks: tuple[Look, ...]
    reasons: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.item.version.question.code


def item_line(item: ItemStatistic, *, may_read: bool, knows_keys: bool) -> ItemLine:
    found = looks_of(item)
    stem = without_marks(item.version.stem) if may_read else ""
    reasons = tuple(_reason(item, look, knows_keys=knows_keys) for look in found)
    return ItemLine(item, stem, found, reasons)


def _reason(item: ItemStatistic, look: Look, *, knows_keys: bool) -> str:
    share = percent(item.figures["facility"])
    if look is Look.HARD:
        limit = percent(HARD, places=0)
        text = gettext(
            "Người làm bài chỉ đạt %(share)s số điểm (dưới %(limit)s).", share=share, limit=limit
        )
        return str(text)
    if look is Look.EASY:
        limit = percent(EASY, places=0)
        text = gettext(
            "Người làm bài đạt tới %(share)s số điểm (trên %(limit)s).", share=share, limit=limit
        )
        return str(text)
    if look is Look.AGAINST:
        return str(gettext("Người làm tốt cả bài lại hay sai câu này hơn người làm kém."))
    if item.version.kind is Kind.STATEMENTS:
        return str(gettext("Có ý bị nhiều người trả lời sai hơn là trả lời đúng."))
    if not knows_keys:
        return str(gettext("Có phương án sai được nhiều người chọn hơn đáp án."))
    return _outdone(item)


def _outdone(item: ItemStatistic) -> str:
    right = right_positions(item.version, item.ranking)
    counts = {at: each.chosen for at, each in enumerate(option_counts(item))}
    wrong = max((at for at in counts if at not in right), key=lambda at: counts[at])
    key = min(right, key=lambda at: counts[at])
    return str(
        gettext(
            "Phương án sai %(wrong)s được %(many)s người chọn, đáp án %(key)s được %(few)s người.",
            wrong=LETTERS[wrong],
            many=number(counts[wrong]),
            key=LETTERS[key],
            few=number(counts[key]),
        )
    )


def ordered(lines: Iterable[ItemLine], order: str) -> list[ItemLine]:
    """By one of ORDER_NAMES: the hardest, the least discriminating, the most shown come first."""
    listed = sorted(lines, key=lambda each: each.code)
    if order == "facility":
        listed.sort(key=lambda each: _last(each.item.facility))
    elif order == "discrimination":
        listed.sort(key=lambda each: _last(each.item.discrimination))
    elif order == "shown":
        listed.sort(key=lambda each: -each.item.shown_count)
    return listed


def _last(value: int | None) -> tuple[bool, int]:
    return (value is None, value or 0)


def items_table(lines: Sequence[ItemLine]) -> Table:
    """Every question with its figures, for a workbook."""
    columns = (
        gettext("Mã câu hỏi"),
        gettext("Phiên bản"),
        gettext("Nội dung"),
        gettext("Số lần hỏi"),
        gettext("Bỏ trống"),
        gettext("Tỷ lệ điểm đạt (%)"),
        gettext("Độ lệch chuẩn (%)"),
        gettext("Điểm do đoán mò (%)"),
        gettext("Trọng số dự kiến (%)"),
        gettext("Trọng số thực tế (%)"),
        gettext("Độ phân biệt"),
        gettext("Hiệu quả phân biệt"),
        gettext("Cần xem lại"),
    )

    def rows() -> Iterator[tuple[Cell, ...]]:
        return map(_item_cells, lines)

    return Table("items", gettext("Phân tích câu hỏi"), columns, rows)


def _item_cells(line: ItemLine) -> tuple[Cell, ...]:
    item, figures = line.item, line.item.figures
    most = figures["max_mark"] or None
    return (
        line.code,
        item.version.number,
        line.stem,
        item.shown_count,
        item.blank_count,
        _cell(figures["facility"], 100),
        _cell(figures["standard_deviation"], 100 / most) if most else None,
        _cell(figures["guess_score"], 100),
        _cell(figures["intended_weight"]),
        _cell(figures["effective_weight"]),
        _cell(figures["discrimination_index"]),
        _cell(figures["discriminative_efficiency"]),
        " ".join(line.reasons),
    )


def _cell(value: float | None, times: float = 1) -> Decimal | None:
    return None if value is None else Decimal(value * times).quantize(PLACES)


def options_table(lines: Sequence[ItemLine]) -> Table:
    """What was chosen of each question, for who may know the keys."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for line in lines:
            for each in option_lines(line.item):
                mark = gettext("đáp án") if each.is_right else None
                share = _cell(each.share)
                yield (
                    line.code,
                    line.item.version.number,
                    each.name,
                    each.text,
                    each.count,
                    share,
                    mark,
                )

    columns = (
        gettext("Mã câu hỏi"),
        gettext("Phiên bản"),
        gettext("Phương án"),
        gettext("Nội dung"),
        gettext("Số người chọn"),
        gettext("Tỷ lệ (%)"),
        gettext("Ghi chú"),
    )
    return Table("options", gettext("Phương án đã chọn"), columns, rows)


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option, or a verdict on a statement; how many chose it, and their share in per cent."""

    name: str
    text: str
    count: int
    share: float
    is_right: bool


def option_lines(item: ItemStatistic) -> list[OptionLine]:
    """Of a question as written; those who left it blank are in the last line."""
    texts = [each["text"] for each in item.version.options]
    return [
        OptionLine(
            name=bar_name(bar),
            text=without_marks(texts[LETTERS.index(bar.letter)]) if bar.letter else "",
            count=bar.count,
            share=100 * bar.count / item.shown_count,
            is_right=bar.is_right,
        )
        for bar in bars_of(item)
    ]


def bar_name(bar: Bar) -> str:
    if not bar.letter:
        return str(gettext("Bỏ trống"))
    if bar.says_true is None:
        return bar.letter
    if bar.says_true:
        return str(gettext("%(letter)s: Đúng", letter=bar.letter))
    return str(gettext("%(letter)s: Sai", letter=bar.letter))


def totals_table(paper: PaperStatistic) -> Table:
    """The figures of the totals, each with what it means."""
    figures = paper.figures
    lines: tuple[tuple[str, float | None], ...] = (
        (gettext("Điểm trung bình"), figures["mean"]),
        (gettext("Điểm trung vị"), figures["median"]),
        (gettext("Độ lệch chuẩn"), figures["standard_deviation"]),
        (gettext("Độ lệch của phân bố"), figures["skewness"]),
        (gettext("Độ nhọn của phân bố"), figures["kurtosis"]),
        (gettext("Độ tin cậy alpha (%)"), figures["internal_consistency"]),
        (gettext("Tỷ lệ sai số (%)"), figures["error_ratio"]),
        (gettext("Sai số chuẩn"), figures["standard_error"]),
    )
    columns = (gettext("Chỉ số"), gettext("Giá trị"))

    def rows() -> Iterator[tuple[Cell, ...]]:
        return ((name, _cell(value)) for name, value in lines)

    return Table("totals", gettext("Điểm cả bài"), columns, rows)


def bands_table(lines: Iterable[ItemLine]) -> list[tuple[str, int]]:
    """How many questions stand in each band of facility that has any, as the chart shows them."""
    known = [each.item.figures["facility"] for each in lines]
    counts = charts.facility_bands(each for each in known if each is not None)
    return [(f"{charts.band_name(at)} %", count) for at, count in enumerate(counts) if count]
