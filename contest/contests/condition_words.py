"""Who may enter, in words: on the public page, back to whoever composes it, and in refusals."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from contest.contests.condition_queries import Names, all_conditions, asked_of, bars_of, find_names
from contest.contests.entry_service import Unmet
from contest.contests.models import Contest, Entry
from contest.rules import barring, conditions_data
from contest.rules.audiences import WrongAudience
from contest.rules.barring import Bar, BarredByList, BarredByRole
from contest.rules.composing import needs_all, rows
from contest.rules.conditions import (
    AgeFrom,
    AgeTo,
    AllOf,
    AnyOf,
    CitizenOf,
    Condition,
    Grade,
    Link,
    Linked,
    MemberOf,
    OnList,
)
from contest.rules.data import DataUnreadable
from contest.rules.eligibility import EntryRefusal, Refusal
from contest.web.countries import country_name
from contest.web.role_names import ROLE_NAMES

LINKS = {
    Link.LIVES: _l("cư trú"),
    Link.WORKS: _l("làm việc"),
    Link.STUDIES: _l("học tập"),
}


class WhoMayEnter(NamedTuple):
    """What the regulation says of who may enter, each as a sentence."""

    general: list[str]
    audiences: list[tuple[str, list[str]]]
    beside: list[str]


def who_may_enter(contest: Contest) -> WhoMayEnter:
    """The page's "Ai được dự thi"."""
    bars = bars_of(contest)
    names = find_names(all_conditions(contest), bars)
    audiences = [(each.title, sentences(asked_of(each), names)) for each in contest.audiences]
    return WhoMayEnter(
        sentences(asked_of(contest), names), audiences, _beside(contest, bars, names)
    )


def _beside(contest: Contest, bars: Iterable[Bar], names: Names) -> list[str]:
    found = [bar_sentence(bar, names) for bar in bars]
    if any(each.conditions for each in contest.audiences):
        found.append(_wrong_audience(contest.wrong_audience))
    if contest.needs_guardian:
        found.append(
            gettext(
                "Người chưa đủ 18 tuổi cần có cha, mẹ hoặc người giám hộ đồng ý thì mới được "
                "xếp hạng; chưa có thì vẫn được làm bài."
            )
        )
    return found


def _wrong_audience(consequence: WrongAudience) -> str:
    if consequence is WrongAudience.MOVED:
        return str(gettext("Chọn chưa đúng bảng thì được chuyển sang bảng đúng."))
    return str(gettext("Chọn chưa đúng bảng thì chưa đăng ký được; trang sẽ báo bảng đúng."))


def sentences(condition: Condition, names: Names) -> list[str]:
    """A condition, a sentence a row."""
    parts = rows(condition) if needs_all(condition) else (condition,)
    return [_as_sentence(phrase(each, names)) for each in parts]


def _as_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def phrase(condition: Condition, names: Names) -> str:
    """A condition in the middle of a sentence."""
    if isinstance(condition, AllOf | AnyOf):
        return _joined(condition, names)
    words: Mapping[type, Callable[[Any], str]] = {
        AgeFrom: _age_from,
        AgeTo: _age_to,
        Linked: lambda leaf: _linked(leaf, names),
        OnList: lambda leaf: gettext(
            "có tên trong danh sách “%(list)s”", list=_list_name(leaf.list_id, names)
        ),
        Grade: _grade,
        MemberOf: lambda leaf: gettext("là %(body)s", body=leaf.body),
        CitizenOf: lambda leaf: gettext(
            "có quốc tịch %(countries)s", countries=_either(map(country, sorted(leaf.countries)))
        ),
    }
    return words[type(condition)](condition)


def _joined(condition: AllOf | AnyOf, names: Names) -> str:
    parts = [phrase(each, names) for each in condition.conditions]
    if not parts:
        return str(gettext("ai cũng được"))
    if len(parts) == 1:
        return parts[0]
    if isinstance(condition, AllOf):
        return str(gettext("; đồng thời ").join(parts))
    listed = gettext("; hoặc ").join(parts)
    return str(gettext("đáp ứng một trong các điều kiện: %(conditions)s", conditions=listed))


def country(code: str) -> str:
    return gettext("Việt Nam") if code == "VN" else country_name(code)


def _either(texts: Iterable[str]) -> str:
    return str(gettext(" hoặc ").join(texts))


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _age_from(leaf: AgeFrom) -> str:
    if leaf.on is None:
        return str(gettext("từ đủ %(n)s tuổi trở lên", n=leaf.years))
    return str(
        gettext("từ đủ %(n)s tuổi trở lên, tính đến ngày %(day)s", n=leaf.years, day=_day(leaf.on))
    )


def _age_to(leaf: AgeTo) -> str:
    if leaf.on is None:
        return str(gettext("không quá %(n)s tuổi", n=leaf.years))
    return str(
        gettext("không quá %(n)s tuổi, tính đến ngày %(day)s", n=leaf.years, day=_day(leaf.on))
    )


def _linked(leaf: Linked, names: Names) -> str:
    links = _either(str(LINKS[each]) for each in Link if each in leaf.links)
    return str(gettext("%(links)s tại %(places)s", links=links, places=_units(leaf.units, names)))


def _units(ids: Iterable[int], names: Names) -> str:
    gone = gettext("nơi không còn trong danh sách")
    return _either(sorted(names.units.get(each, gone) for each in ids))


def _list_name(list_id: int, names: Names) -> str:
    return names.lists.get(list_id, gettext("danh sách đã xóa"))


def _grade(leaf: Grade) -> str:
    if leaf.lowest == leaf.highest:
        return str(gettext("là học sinh lớp %(n)s", n=leaf.lowest))
    return str(gettext("là học sinh từ lớp %(a)s đến lớp %(b)s", a=leaf.lowest, b=leaf.highest))


def bar_sentence(bar: Bar, names: Names) -> str:
    """Whom a bar keeps out."""
    if isinstance(bar, BarredByList):
        return str(
            gettext(
                "Người có tên trong danh sách “%(list)s” không được dự thi.",
                list=_list_name(bar.list_id, names),
            )
        )
    if isinstance(bar, BarredByRole):
        roles = ", ".join(str(ROLE_NAMES[each]) for each in ROLE_NAMES if each in bar.roles)
        return str(
            gettext(
                "Người đang làm nhiệm vụ trong cuộc thi (%(roles)s) không được dự thi.", roles=roles
            )
        )
    return str(
        gettext("Người làm việc tại %(units)s không được dự thi.", units=_units(bar.units, names))
    )


def barred_sentence(bar: Bar, names: Names) -> str:
    """What to say to somebody who is barred."""
    asked = gettext("Nếu có nhầm lẫn, vui lòng gọi Ban Tổ chức.")
    return f"{bar_sentence(bar, names)} {asked}"


def unmet_sentence(unmet: Unmet, names: Names) -> str:
    """Which condition a person does not meet, with its numbers, and what to do."""
    if unmet.condition == unmet.refusals[0].condition and (age := _age_refused(unmet.refusals[0])):
        return age
    return str(
        gettext(
            "Thể lệ yêu cầu: %(condition)s. Thông tin bạn khai chưa đáp ứng điều này; "
            "nếu khai nhầm, vui lòng sửa lại.",
            condition=phrase(unmet.condition, names),
        )
    )


def _age_refused(refusal: Refusal) -> str | None:
    leaf, day = refusal.condition, _day(refusal.day)
    if not isinstance(leaf, AgeFrom | AgeTo):
        return None
    if refusal.code is EntryRefusal.TOO_OLD:
        return str(
            gettext(
                "Cuộc thi dành cho người không quá %(age)s tuổi, tính đến ngày %(day)s. "
                "Nếu gõ nhầm, vui lòng sửa lại.",
                age=leaf.years,
                day=day,
            )
        )
    if refusal.code is EntryRefusal.MAYBE_TOO_YOUNG:
        return str(
            gettext(
                "Cuộc thi dành cho người từ đủ %(age)s tuổi, tính đến ngày %(day)s. Chỉ có năm "
                "sinh thì chưa biết đã đủ chưa; vui lòng gõ đủ ngày, tháng, năm sinh.",
                age=leaf.years,
                day=day,
            )
        )
    return str(
        gettext(
            "Cuộc thi dành cho người từ đủ %(age)s tuổi, tính đến ngày %(day)s. "
            "Nếu gõ nhầm, vui lòng sửa lại.",
            age=leaf.years,
            day=day,
        )
    )


def unchecked_sentences(entries: Iterable[Entry]) -> list[tuple[Entry, list[str]]]:
    """Of each entrant, what is left to be checked."""
    left = [(entry, [_unchecked(each) for each in entry.unchecked]) for entry in entries]
    every = [each for _, parts in left for each in parts]
    names = find_names(
        (each for each in every if isinstance(each, Condition)),
        (each for each in every if isinstance(each, Bar)),
    )
    return [(entry, [_to_check(each, names) for each in parts]) for entry, parts in left]


def _unchecked(data: dict[str, Any]) -> Condition | Bar:
    try:
        return conditions_data.decode(data)
    except DataUnreadable:
        return barring.decode(data)


def _to_check(part: Condition | Bar, names: Names) -> str:
    if isinstance(part, Condition):
        return _as_sentence(phrase(part, names))
    maybe = gettext("Có thể chỉ trùng tên.")
    return f"{bar_sentence(part, names)} {maybe}"


def moved_sentence(entry: Entry) -> str:
    """What to say to somebody whom the regulation moved to another audience."""
    return str(
        gettext(
            "Bạn đã chọn “%(chosen)s”. Theo thể lệ, với thông tin đã khai, bạn thuộc "
            "“%(audience)s” nên được chuyển sang bảng đó.",
            chosen=entry.moved_from.title if entry.moved_from else "",
            audience=entry.contest_audience.title,
        )
    )


def declaration_text() -> str:
    """The usual wording of the declaration that one is not barred."""
    return str(
        gettext(
            "Tôi cam đoan không phải là thành viên Ban Chỉ đạo, Ban Tổ chức, Tổ Thư ký, Ban "
            "Giám khảo, người biên soạn câu hỏi hay người vận hành phần mềm của cuộc thi này, "
            "cũng không phải là vợ, chồng, cha, mẹ, con, anh, chị, em ruột của những người đó. "
            "Khai không đúng thì kết quả của tôi không được công nhận."
        )
    )
