"""The tables of a round's results, as pages, workbooks and CSV files repeat them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from flask_babel import gettext

from contest.clock import VIETNAM, instant
from contest.contests.models import ContestAudience
from contest.results import queries
from contest.results.models import Basis, Ranking, UnitTotal
from contest.results.queries import StandingRow
from contest.results.words import why_above
from contest.rules.numbers import format_contest_number
from contest.rules.prediction import Target, format_guess
from contest.web.countries import country_name
from contest.web.files import Cell, Table


def all_tables(ranking: Ranking, groups: Mapping[int, str]) -> list[Table]:
    """Every table of the round, the standings first."""
    audiences = ranking.round.contest.audiences
    return [
        *(standings_table(ranking, each, number) for number, each in enumerate(audiences, 1)),
        *(totals_table(ranking, basis) for basis in Basis),
        *(
            totals_table(ranking, basis, each, number)
            for number, each in enumerate(audiences, 1)
            for basis in Basis
        ),
        bands_table(ranking),
        histogram_table(ranking),
        groups_table(ranking, groups),
        days_table(ranking),
    ]


def standings_table(ranking: Ranking, audience: ContestAudience, number: int) -> Table:
    target = ranking.round.prediction_target
    unit_ms = audience.ranking.duration_unit_ms

    def rows() -> Iterator[tuple[Cell, ...]]:
        for each in queries.each_standing(ranking, audience):
            yield _standing_cells(each, target, unit_ms)

    title = gettext("Bảng xếp hạng: %(audience)s", audience=audience.title)
    columns = (
        gettext("Hạng"),
        gettext("Số báo danh"),
        gettext("Họ và tên"),
        gettext("Năm sinh"),
        gettext("Nơi cư trú"),
        gettext("Đơn vị"),
        gettext("Số câu đúng"),
        gettext("Điểm"),
        gettext("Dự đoán"),
        gettext("Chênh lệch"),
        gettext("Thời gian làm bài (giây)"),
        gettext("Thời điểm nộp bài"),
        gettext("Số lượt thi"),
        gettext("Lý do xếp hạng"),
    )
    return Table(f"standings-{number}", title, columns, rows)


def _standing_cells(each: StandingRow, target: Target | None, unit_ms: int) -> tuple[Cell, ...]:
    guess = format_guess(each.guess, target) if target and each.guess is not None else None
    distance = each.guess_distance
    return (
        each.place,
        format_contest_number(each.number),
        each.name,
        each.birth_year,
        residence_name(each),
        each.unit_label or each.unit_own_words,
        each.right_count,
        Decimal(each.points) / 100,
        guess,
        format_guess(distance, target) if target and distance is not None else None,
        Decimal(each.duration_ms // unit_ms * unit_ms) / 1000,
        instant(each.handed_in_ms).astimezone(VIETNAM),
        each.attempt_count,
        why_above(each.reason, unit_ms),
    )


def residence_name(each: StandingRow) -> str:
    return country_name(each.country) if each.country else each.residence_label or ""


def totals_table(
    ranking: Ranking, basis: Basis, audience: ContestAudience | None = None, number: int = 0
) -> Table:
    """Totals of units, the whole last; the title says which place and which people are counted.

    Of one audience, which is the contest's first, second …, or of all together.
    """
    titles = {
        Basis.RESIDENCE: gettext("Tổng hợp theo nơi cư trú"),
        Basis.UNIT: gettext("Tổng hợp theo đơn vị công tác, học tập"),
    }

    def rows() -> Iterator[tuple[Cell, ...]]:
        lines = queries.list_totals(ranking, basis, audience.id if audience else None)
        for line in sorted(lines, key=is_whole):
            yield _total_cells(line)

    columns = (
        gettext("Đơn vị"),
        gettext("Mã"),
        gettext("Thuộc"),
        gettext("Khối"),
        gettext("Tổng số"),
        gettext("Số người dự thi"),
        gettext("Tỷ lệ (%)"),
        gettext("Số lượt thi"),
        gettext("Điểm trung bình"),
        gettext("Điểm cao nhất"),
        gettext("Số người đúng hết"),
        gettext("Ghi chú"),
    )
    if audience is None:
        return Table(f"totals-{basis.value}", titles[basis], columns, rows)
    title = gettext("%(table)s: %(audience)s", table=titles[basis], audience=audience.title)
    return Table(f"totals-{basis.value}-{number}", title, columns, rows)


def is_whole(line: UnitTotal) -> bool:
    """Whether the line is the table's last one, which counts everybody once."""
    return line.unit_id is None and line.block is None and line.country is None


def line_name(line: UnitTotal) -> str:
    if line.unit:
        return line.unit.full_name
    if line.block:
        return str(gettext("Khối %(block)s", block=line.block))
    if line.country:
        return country_name(line.country)
    return str(gettext("Tổng cộng"))


def _total_cells(line: UnitTotal) -> tuple[Cell, ...]:
    parent = line.unit.parent if line.unit else None
    return (
        line_name(line),
        line.unit.code if line.unit else None,
        parent.full_name if parent else None,
        line.unit.block if line.unit else None,
        line.headcount,
        line.entrants,
        None if line.rate is None else Decimal(line.rate) / 100,
        line.attempts,
        None if line.mean_points is None else Decimal(line.mean_points) / 100,
        None if line.best_points is None else Decimal(line.best_points) / 100,
        line.all_right,
        gettext("Số người dự thi nhiều hơn tổng số: cần xem lại tổng số") if line.is_over else None,
    )


def bands_table(ranking: Ranking) -> Table:
    bands = ranking.figures["bands"]
    rows: list[tuple[Cell, ...]] = [
        (gettext("Đúng 100 phần trăm"), bands["whole"]),
        (gettext("Từ 75 đến dưới 100 phần trăm"), bands["high"]),
        (gettext("Từ 25 đến dưới 75 phần trăm"), bands["middle"]),
        (gettext("Dưới 25 phần trăm"), bands["low"]),
        (gettext("Trong đó không đúng câu nào"), bands["none"]),
    ]
    columns = (gettext("Mức đúng"), gettext("Số người"))
    return Table("bands", gettext("Phổ điểm"), columns, lambda: rows)


def histogram_table(ranking: Ranking) -> Table:
    columns = (gettext("Số câu đúng"), gettext("Số người"))
    rows = [(int(right), int(count)) for right, count in ranking.figures["histogram"]]
    return Table("histogram", gettext("Theo số câu đúng"), columns, lambda: rows)


def groups_table(ranking: Ranking, names: Mapping[int, str]) -> Table:
    columns = (gettext("Đối tượng"), gettext("Số người dự thi"))
    rows = [
        (names.get(group, "") if group else gettext("Không nêu"), count)
        for group, count in ranking.figures["groups"]
    ]
    return Table("groups", gettext("Theo đối tượng"), columns, lambda: rows)


def days_table(ranking: Ranking) -> Table:
    columns = (gettext("Ngày"), gettext("Người dự thi lần đầu"), gettext("Lượt thi nộp"))
    rows = [
        (f"{day[8:]}/{day[5:7]}/{day[:4]}", entrants, attempts)
        for day, entrants, attempts in ranking.figures["days"]
    ]
    return Table("days", gettext("Theo ngày"), columns, lambda: rows)
