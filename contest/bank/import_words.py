"""What an import says of itself: its states, its lists, the places in its file."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.bank.finding_words import sentence
from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.bank.import_queries import Shown
from contest.bank.import_reading_service import LATER, is_quiet
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
NO_BREAK = "\u00a0"
_TO_CHECK = (_l("Cần kiểm tra"), "yellow")
_NOTE = (_l("Ghi chú"), "grey")
_COLOURS = ("red", "yellow", "grey")  # of what is said of an item, by their weight


def refusals(one: QuestionImport) -> list[tuple[str, str, str]]:
    """The place, the first words and the reason of each thing refused."""
    said = ((each, _said(one, each)) for each in one.refused)
    return [
        (place.replace(" ", NO_BREAK, 1), each["params"].get("excerpt", "–"), words)
        for each, (place, words) in said
    ]


def remarks(one: QuestionImport) -> list[tuple[str, str]]:
    """The place and the words of what is said of no question."""
    return [_said(one, each) for each in one.remarks]


def _said(one: QuestionImport, fields: dict[str, Any]) -> tuple[str, str]:
    remark = Remark(fields["at"], Code(fields["code"]), fields["params"])
    return place_words(remark.at, one.format), remark_sentence(remark)


def item_place(one: QuestionImport, item: ImportItem) -> str:
    return place_words(item.at, one.format)


def said_of(one: QuestionImport, item: ImportItem) -> list[tuple[LazyString, str, str]]:
    """What is said of an item: the word for its weight, the word's colour, and the sentence.

    The gravest comes first.
    """
    read = [
        (*(_NOTE if is_quiet(each) else _TO_CHECK), _said(one, each)[1]) for each in item.remarks
    ]
    found = [
        Finding(CheckCode(each["code"]), _named(each["params"]))
        for each in item.findings
        if each["code"] not in FILING  # the page says it in a line of its own
    ]
    said = read + [(*_weight(each), sentence(each)) for each in _each_pair_once(found)]
    return sorted(said, key=lambda each: _COLOURS.index(each[1]))


def _weight(finding: Finding) -> tuple[LazyString, str]:
    """An error; what the list of those to check counts; or what is to be written later."""
    if finding.severity is Severity.ERROR:
        return _l("Lỗi"), "red"
    return (_l("Nên bổ sung"), "grey") if finding.code in LATER else _TO_CHECK


def _each_pair_once(found: list[Finding]) -> list[Finding]:
    """A question that is nearly the same as another often has its stem, too: said once."""
    alike = {each.params.get("name") for each in found if each.code is CheckCode.NEARLY_THE_SAME}
    return [
        each
        for each in found
        if each.code is not CheckCode.STEM_TWICE or each.params.get("name") not in alike
    ]


def _named(params: dict[str, Any]) -> dict[str, Any]:
    """What repeats another question of the file names it by its number: "#3"."""
    name = str(params.get("name", ""))
    if not name.startswith("#"):
        return params
    return params | {"name": gettext("số %(number)s trong tệp này", number=name[1:])}


def why_refused(one: QuestionImport) -> str:
    return refused_sentence(FormatRefused(one.refused_code, one.refused_place), one.format)
