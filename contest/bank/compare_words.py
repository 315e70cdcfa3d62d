"""Two versions of a question side by side, part by part, in the words of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from contest.bank.finding_words import DIFFICULTY_NAMES, KIND_NAMES, option_name
from contest.bank.models import QuestionVersion
from contest.web.filters import day
from questions.comparison import Sides, compare, compare_options
from questions.model import Option
from questions.pictures import MARK


@dataclass(frozen=True, slots=True)
class Row:
    """A part of both versions: what it is called, and how it reads in each."""

    name: str
    sides: Sides


def rows(before: QuestionVersion, after: QuestionVersion) -> list[Row]:
    """Every part of a question, those that did not change too."""
    kinds = (str(KIND_NAMES[each.kind]) for each in (before, after))
    return [
        _row(gettext("Dạng câu hỏi"), *kinds),
        _row(gettext("Câu hỏi"), before.stem, after.stem),
        *_options(before, after),
        _row(gettext("Giải thích"), before.explanation, after.explanation),
        _row(gettext("Căn cứ pháp lý"), _basis(before), _basis(after)),
        _row(gettext("Chuyên đề"), before.topic.name, after.topic.name),
        _row(gettext("Độ khó"), _difficulty(before), _difficulty(after)),
        _row(gettext("Đối tượng dự thi"), _audiences(before), _audiences(after)),
        _row(gettext("Có hiệu lực từ ngày"), _day(before.valid_from), _day(after.valid_from)),
        _row(gettext("Có hiệu lực đến hết ngày"), _day(before.valid_to), _day(after.valid_to)),
    ]


def _row(name: str, before: str, after: str) -> Row:
    return Row(name, compare(_shown(before), _shown(after)))


def _shown(text: str) -> str:
    return MARK.sub(lambda mark: gettext("[hình: %(shows)s]", shows=mark[2] or mark[1]), text)


def _options(before: QuestionVersion, after: QuestionVersion) -> Iterator[Row]:
    old, new = (
        tuple(_as_read(each) for each in version.written.options) for version in (before, after)
    )
    for at, (_old, _new, sides) in enumerate(compare_options(old, new)):
        yield Row(option_name(after.kind, at), sides)


def _as_read(option: Option) -> Option:
    """The option's text, followed by what is marked at it, which is compared as well."""
    marks = [gettext("(đáp án đúng)")] if option.is_right else []
    marks += [gettext("(giữ nguyên vị trí)")] if option.stays else []
    return Option(" ".join([_shown(option.text), *marks]))


def _basis(version: QuestionVersion) -> str:
    lines = [
        ", ".join(filter(None, (each.article, each.document))) for each in version.written.basis
    ]
    return "; ".join(lines)


def _difficulty(version: QuestionVersion) -> str:
    return str(DIFFICULTY_NAMES[version.difficulty])


def _audiences(version: QuestionVersion) -> str:
    return "; ".join(each.name for each in version.audiences)


def _day(given: date | None) -> str:
    return day(given) if given else gettext("không giới hạn")
