"""What a correction of a key says, and what it changes, in words and tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from contest.attempts.key_models import KeyChange, KeyVersion
from contest.attempts.key_queries import change_of, new_key
from contest.attempts.papers_queries import written_key
from contest.bank.models import QuestionVersion
from contest.results import key_queries
from contest.rules.drawing import LETTERS
from contest.rules.numbers import format_contest_number
from contest.rules.remarking import ChangeKind
from contest.web.files import Cell, Table
from contest.web.filters import number, points
from questions.marking import Key
from questions.model import Kind

KIND_NAMES = {
    ChangeKind.ACCEPT: _l("Sửa đáp án"),
    ChangeKind.POINT_FOR_ALL: _l("Mọi người đều được điểm câu này"),
    ChangeKind.DROP: _l("Bỏ câu này, không tính điểm"),
}


def key_words(key: Key) -> str:
    """What is right under a key, by the letters as written."""
    if key.is_dropped:
        return str(gettext("câu bị bỏ, không tính điểm"))
    if key.all_get_the_point:
        return str(gettext("mọi người đều được điểm"))
    letters = [LETTERS[at] for at in sorted(key.accepted)]
    if key.kind is Kind.STATEMENTS:
        return str(gettext("ý đúng: %(letters)s", letters=", ".join(letters) or "–").lower())
    if key.kind is Kind.SEVERAL:
        return str(gettext("chọn đủ %(letters)s", letters=", ".join(letters)))
    return str(gettext(" hoặc ")).join(letters)


def written_words(version: QuestionVersion) -> str:
    return key_words(written_key(version.kind, version.options))


def change_words(change: KeyChange) -> str:
    return key_words(new_key(change.question_version, change_of(change)))


def state_words(found: KeyVersion, in_force: int) -> tuple[str, str]:
    """Where a correction stands, and the colour of its tag."""
    if found.withdrawn_at:
        return str(gettext("Đã rút")), "grey"
    if found.version == in_force:
        return str(gettext("Đang dùng")), "green"
    if found.published_at:
        return str(gettext("Đã được thay")), "grey"
    if found.marked_at:
        return str(gettext("Chờ công bố")), "yellow"
    return str(gettext("Đang chấm thử")), "blue"


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """One person's marks before and after; None: has none there."""

    number: str
    right: tuple[int | None, int | None]
    points: tuple[int | None, int | None]
    place: tuple[int | None, int | None]
    prize: tuple[str, str]


def impact_lines(changes: Sequence[Sequence[Any]], titles: Mapping[int, str]) -> list[ImpactLine]:
    """``titles`` are those of the prizes."""
    numbers = key_queries.contest_numbers(each[0] for each in changes)
    return [
        ImpactLine(
            format_contest_number(numbers[person]),
            (right, new_right),
            (had, has),
            (place, new_place),
            _prizes(prizes, titles),
        )
        for person, right, had, place, new_right, has, new_place, *prizes in changes
    ]


def unit_lines(
    changes: Sequence[Sequence[Any]], titles: Mapping[int, str], units: Mapping[int, str]
) -> list[tuple[str, tuple[str, str]]]:
    """Name and prizes, before and after, of each unit that changes."""
    return [(units[unit], _prizes(prizes, titles)) for unit, *prizes in changes]


def _prizes(pair: Sequence[str | None], titles: Mapping[int, str]) -> tuple[str, str]:
    before, after = pair or (None, None)
    return prize_words(before, titles), prize_words(after, titles)


def prize_words(prize: str | None, titles: Mapping[int, str]) -> str:
    """7:500000 → Giải Nhất, 500.000 đồng; "" for none."""
    if prize is None:
        return ""
    found, amount = prize.split(":")
    title = titles.get(int(found), "")
    return str(gettext("%(title)s, %(amount)s đồng", title=title, amount=number(int(amount))))


def impact_table(impact: dict[str, Any], titles: Mapping[int, str]) -> Table:
    """Everybody whose marks, place or prize would change, for a file."""
    columns = (
        gettext("Số báo danh"),
        gettext("Số câu đúng trước"),
        gettext("Số câu đúng sau"),
        gettext("Điểm trước"),
        gettext("Điểm sau"),
        gettext("Hạng trước"),
        gettext("Hạng sau"),
        gettext("Giải trước"),
        gettext("Giải sau"),
    )

    def rows() -> Iterator[tuple[Cell, ...]]:
        for each in impact_lines(impact["changes"], titles):
            had, has = map(points, each.points)
            yield (each.number, *each.right, had, has, *each.place, *each.prize)

    return Table("key-impact", gettext("Thay đổi sau khi sửa đáp án"), columns, rows)


def progress(marked: int, whole: int, marked_at: datetime | None) -> str:
    """How far the marking under a correction has come."""
    if marked_at is not None:
        return str(gettext("Đã chấm xong %(n)s bài.", n=whole))
    return str(gettext("Đã chấm %(marked)s trên %(n)s bài.", marked=marked, n=whole))
