"""Prizes, places of units and boards as tables, and what changed between versions, in words."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from contest.contests.models import ContestAudience
from contest.results import award_queries, board_queries
from contest.results.award_models import Award, Board, UnitPlace
from contest.results.award_queries import Head
from contest.results.words import why_above
from contest.rules.lots import SHOWN_DIGITS
from contest.rules.numbers import format_contest_number
from contest.rules.prize_changes import Why
from contest.rules.unit_schemes import CRITERION, UnitKey
from contest.web.files import Cell, Table
from contest.web.filters import number

CHANGE_WHYS = {
    Why.STRUCK_OUT: _l("không được công nhận"),
    Why.REINSTATED: _l("được công nhận lại"),
    Why.WON_ELSEWHERE: _l("đã nhận giải ở đợt khác"),
    Why.DRAWN: _l("đã bốc thăm"),
    Why.UNCLAIMED: _l("không nhận giải trong thời hạn, giải chuyển cho người kế tiếp"),
    Why.PASSED_ON: _l("thứ hạng thay đổi, giải chuyển cho người kế tiếp"),
}


def awards_table(head: Head) -> Table:
    """Who wins what, and why they stand where they stand."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        awards = award_queries.list_awards(head)
        people = [each.person_id for each in awards if each.person_id]
        places = award_queries.places_of(head, people)
        audiences = {each.id: each for each in _contest_of(head).audiences}
        for each in awards:
            stands = places.get(each.person_id or 0)
            audience = audiences.get(each.contest_audience_id or 0)
            unit_ms = audience.ranking.duration_unit_ms if audience else 1
            yield (
                each.prize.title,
                audience.title if audience else gettext("Đơn vị"),
                format_contest_number(each.person.number) if each.person else None,
                winner_name(each),
                stands.place if stands else None,
                each.amount,
                gettext("Chia đều với người bằng nhau") if each.is_shared else None,
                why_above(stands.reason, unit_ms) if stands else None,
            )

    columns = (
        gettext("Giải"),
        gettext("Đối tượng"),
        gettext("Số báo danh"),
        gettext("Họ và tên, đơn vị"),
        gettext("Hạng"),
        gettext("Tiền thưởng (đồng)"),
        gettext("Ghi chú"),
        gettext("Vì sao"),
    )
    return Table("awards", gettext("Danh sách giải thưởng"), columns, rows)


def winner_name(award: Award) -> str:
    if award.person:
        return award.person.name
    return award.unit.full_name if award.unit else ""


def _contest_of(head: Head) -> Any:
    return head.contest if isinstance(head, Board) else head.round.contest


def unit_places_table(head: Head, names: Mapping[str, str]) -> Table:
    """Places of units with their figures; ``names`` are of the committee's criteria, by code."""
    places = award_queries.list_unit_places(head)
    keys = [key for key in (places[0].values if places else {}) if key != "headcount"]
    titles = {each.unit_id: each.unit.full_name for each in places}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for each in places:
            yield (
                each.place,
                each.unit.full_name,
                block_name(each),
                each.values.get("headcount"),
                *(_cell(key, each.values.get(key)) for key in keys),
                why_unit(each, titles, names),
            )

    columns = (
        gettext("Hạng"),
        gettext("Đơn vị"),
        gettext("Khối"),
        gettext("Tổng số"),
        *(unit_key_name(key, names) for key in keys),
        gettext("Vì sao"),
    )
    return Table("unit-places", gettext("Xếp hạng đơn vị"), columns, rows)


def block_name(place: UnitPlace) -> str:
    return place.block


def _cell(key: str, value: int | None) -> Cell:
    if value is None or key in _COUNTS:
        return value
    return Decimal(value) / 100


_COUNTS = frozenset({UnitKey.ALL_RIGHT, UnitKey.WINNERS, UnitKey.ENTRANTS, UnitKey.ATTEMPTS})
_SHORT: Mapping[str, Callable[[], str]] = {
    UnitKey.RATE: lambda: gettext("tỷ lệ người dự thi (%)"),
    UnitKey.MEAN: lambda: gettext("điểm trung bình"),
    UnitKey.ALL_RIGHT: lambda: gettext("số người đúng hết"),
    UnitKey.ALL_RIGHT_RATE: lambda: gettext("tỷ lệ người đúng hết (%)"),
    UnitKey.WINNERS: lambda: gettext("số người đoạt giải"),
    UnitKey.ENTRANTS: lambda: gettext("số người dự thi"),
    UnitKey.ATTEMPTS: lambda: gettext("số lượt thi"),
    UnitKey.LOT: lambda: gettext("kết quả bốc thăm"),
    UnitKey.COMMITTEE: lambda: gettext("thứ tự do Ban Tổ chức quyết định"),
}


def unit_key_name(key: str, names: Mapping[str, str]) -> str:
    if key.startswith(CRITERION):
        code = key.removeprefix(CRITERION)
        return names.get(code, code)
    return str(_SHORT[key]())


def why_unit(place: UnitPlace, titles: Mapping[int, str], names: Mapping[str, str]) -> str:
    """Why a unit stands above the next one, or why it is not ranked."""
    if place.excluded:
        least = unit_key_name(place.excluded, names)
        return str(gettext("Không xếp hạng: chưa đạt mức tối thiểu về %(key)s.", key=least))
    if place.reason is None:
        return ""
    key = place.reason["key"]
    words = gettext(
        "Đứng trên %(other)s vì %(key)s: %(mine)s so với %(theirs)s.",
        other=titles.get(place.reason["other"], ""),
        key=unit_key_name(key, names),
        mine=_said(key, place.reason["mine"]),
        theirs=_said(key, place.reason["theirs"]),
    )
    return str(words)


def _said(key: str, value: int | None) -> str:
    if value is None:
        return str(gettext("không có"))
    if key == UnitKey.LOT:
        return f"{value:0{SHOWN_DIGITS}x}"
    if key in _COUNTS or key == UnitKey.COMMITTEE:
        return number(value)
    return number(Decimal(value) / 100, 2)


def board_table(board: Board, audience: ContestAudience, at: int) -> Table:
    """The board of an audience over all rounds."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for each in board_queries.each_place(board, audience):
            yield (
                each.place,
                format_contest_number(each.number),
                each.name,
                each.unit_label,
                each.round_count,
                each.right_count,
                Decimal(each.points) / 100,
                Decimal(each.duration_ms) / 1000,
                why_above(each.reason, audience.ranking.duration_unit_ms),
            )

    columns = (
        gettext("Hạng"),
        gettext("Số báo danh"),
        gettext("Họ và tên"),
        gettext("Đơn vị"),
        gettext("Số đợt"),
        gettext("Số câu đúng"),
        gettext("Điểm"),
        gettext("Thời gian làm bài (giây)"),
        gettext("Lý do xếp hạng"),
    )
    title = gettext("Cả cuộc thi: %(audience)s", audience=audience.title)
    return Table(f"board-{at}", title, columns, rows)
