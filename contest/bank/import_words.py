"""What an import says of itself: its states, its lists, the places in its file."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.bank.finding_words import sentence
from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.bank.import_queries import Shown
from contest.bank.reading_words import place_words, refused_sentence, remark_sentence
from questions.checks import FILING, Finding, Severity
from questions.checks import Code as CheckCode
from questions.formats import FormatRefused
from questions.formats.reading import Code, Remark

STATE_NAMES: Mapping[ImportState, LazyString] = {
    ImportState.WAITING: _l("Đang đọc"),
    ImportState.READY: _l("Chờ đưa vào ngân hàng"),
    ImportState.REFUSED: _l("Không đọc được"),
    ImportState.COMMITTED: _l("Đã đưa vào ngân hàng"),
}
STATE_COLOURS: Mapping[ImportState, str] = {
    ImportState.WAITING: "blue",
    ImportState.READY: "yellow",
    ImportState.REFUSED: "red",
    ImportState.COMMITTED: "green",
}
SHOWN_NAMES: Mapping[Shown, LazyString] = {
    Shown.ALL: _l("Tất cả"),
    Shown.TO_CHECK: _l("Cần kiểm tra"),
    Shown.TO_FILE: _l("Chưa đủ chuyên đề, độ khó, đối tượng"),
    Shown.LEFT_OUT: _l("Bỏ ra"),
}


def refusals(one: QuestionImport) -> list[tuple[str, str]]:
    """The place and the reason of each thing refused."""
    return [_said(one, each) for each in one.refused]


def remarks(one: QuestionImport) -> list[tuple[str, str]]:
    """The place and the words of what is said of no question."""
    return [_said(one, each) for each in one.remarks]


def _said(one: QuestionImport, fields: dict[str, Any]) -> tuple[str, str]:
    remark = Remark(fields["at"], Code(fields["code"]), fields["params"])
    return place_words(remark.at, one.format), remark_sentence(remark)


def item_place(one: QuestionImport, item: ImportItem) -> str:
    return place_words(item.at, one.format)


def said_of(one: QuestionImport, item: ImportItem) -> list[tuple[bool, str]]:
    """What is said of an item: whether it is an error, and its sentence."""
    read = [(False, _said(one, each)[1]) for each in item.remarks]
    found = [
        Finding(CheckCode(each["code"]), _named(each["params"]))
        for each in item.findings
        if each["code"] not in FILING  # the page says it in a line of its own
    ]
    return read + [(each.severity is Severity.ERROR, sentence(each)) for each in found]


def _named(params: dict[str, Any]) -> dict[str, Any]:
    """What repeats another question of the file names it by its number: "#3"."""
    name = str(params.get("name", ""))
    if not name.startswith("#"):
        return params
    return params | {"name": gettext("số %(number)s trong tệp này", number=name[1:])}


def why_refused(one: QuestionImport) -> str:
    return refused_sentence(FormatRefused(one.refused_code, one.refused_place))
