"""Forms of sitting on paper: whose paper, when it was sat, what stands on it, what is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired, Length

from contest.attempts import papers_queries as papers
from contest.attempts.care_forms import ReasonForm
from contest.attempts.forms import number_fields, plain
from contest.attempts.models import Attempt
from contest.rules.extra_answers import MOST_CHARACTERS, is_text, plain_text, text_choice
from contest.rules.paper_answers import Difference, TypingRefused
from contest.rules.paper_letters import read_letters, write_letters
from contest.rules.prediction import Target
from contest.web.fields import DateTimeLocalField, LongTextField
from contest.web.forms import Form
from contest.web.guesses import guess_error
from questions.model import Kind

OTHER = "other"


class CollectForm(Form):
    """The times that the invigilator wrote on the paper."""

    began_at = DateTimeLocalField(
        _l("Bắt đầu làm bài lúc"),
        description=_l("Giờ ghi trên tờ bài làm."),
        validators=[InputRequired(_l("Vui lòng nhập giờ bắt đầu."))],
    )
    ended_at = DateTimeLocalField(
        _l("Nộp bài lúc"),
        description=_l("Giờ ghi trên tờ bài làm."),
        validators=[InputRequired(_l("Vui lòng nhập giờ nộp bài."))],
    )
    late_why = LongTextField(
        _l("Lý do nhận bài nộp muộn"),
        description=_l(
            "Chỉ ghi khi bài nộp quá giờ mà vẫn được tính. Lý do và tên người nhận được lưu lại."
        ),
        validators=[Length(max=1000)],
        filters=[lambda typed: (typed or "").strip()],
        render_kw={"rows": 3},
    )


class VoidForm(ReasonForm):
    """Why a printed paper is not used."""


@dataclass(frozen=True, slots=True)
class Line:
    """A position of a paper: ``kind`` of a question, ``target`` of a number, neither of a text."""

    position: int
    kind: Kind | None = None
    options: int = 0
    target: Target | None = None

    @property
    def is_text(self) -> bool:
        return self.kind is None and self.target is None

    def read(self, typed: str) -> str | None:
        """The answer that stands there.  Raises TypingRefused."""
        if self.kind is not None:
            return read_letters(typed, self.kind, self.options)
        return " ".join(typed.split()) or None if self.target else text_choice(plain(typed))

    def write(self, choice: str | None) -> str:
        """The answer as it is typed."""
        if self.kind is not None:
            return write_letters(choice, self.kind, self.options)
        return plain_text(choice) if self.is_text else choice or ""


@dataclass(slots=True)
class Sheet:
    """What was typed of a paper, and what is wrong with it, by position."""

    lines: tuple[Line, ...]
    typed: dict[int, str] = field(default_factory=dict)
    chosen: dict[int, str] = field(default_factory=dict)
    answers: dict[int, str | None] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)


def lines_of(attempt: Attempt) -> tuple[Line, ...]:
    """The positions of a paper in their order."""
    drawn, extras = attempt.drawn, attempt.round.extras
    asked = len(drawn.items)
    pairs = zip(papers.asked(drawn), drawn.items, strict=True)
    found = [Line(at, each.kind, len(item.order)) for at, (each, item) in enumerate(pairs, 1)]
    found += [Line(at, target=target) for at, target in number_fields(asked, extras).items()]
    text_at = extras.text_at(asked)
    return tuple(found if text_at is None else [*found, Line(text_at)])


def read_sheet(lines: Iterable[Line], given: Mapping[str, str]) -> Sheet:
    """Read ``q1`` … of a whole paper; what is empty was left blank on it."""
    sheet = Sheet(tuple(lines))
    for line in sheet.lines:
        _read(sheet, line, given.get(f"q{line.position}", ""))
    return sheet


def _read(sheet: Sheet, line: Line, typed: str) -> None:
    sheet.typed[line.position] = typed
    error = _error(line, typed)
    if error:
        sheet.errors[line.position] = error
    else:
        sheet.answers[line.position] = line.read(typed)


def _error(line: Line, typed: str) -> str | None:
    if line.target is not None:
        return guess_error(" ".join(typed.split()), line.target)
    if line.is_text:
        choice = text_choice(plain(typed))
        is_wrong = choice is not None and not is_text(choice)
        return gettext("Nhiều nhất là %(n)s ký tự.", n=MOST_CHARACTERS) if is_wrong else None
    try:
        line.read(typed)
    except TypingRefused:
        return _advice(line)
    return None


def _advice(line: Line) -> str:
    last = "ABCDEFGH"[line.options - 1]
    if line.kind is Kind.STATEMENTS:
        return str(
            gettext(
                "Vui lòng gõ đủ %(n)s ký hiệu theo thứ tự các ý: Đ, S, hoặc - nếu bỏ trống.",
                n=line.options,
            )
        )
    if line.kind is Kind.SEVERAL:
        return str(
            gettext("Vui lòng gõ các chữ cái từ A đến %(last)s, mỗi chữ một lần.", last=last)
        )
    return str(gettext("Vui lòng gõ một chữ cái từ A đến %(last)s, hoặc để trống.", last=last))


def read_decisions(
    lines: Iterable[Line], differ: Iterable[Difference], given: MultiDict[str, str]
) -> Sheet:
    """Read what a third person says of each difference: ``d3`` first, second or other, and then
    ``q3``.
    """
    readings = {each.position: each for each in differ}
    sheet = Sheet(tuple(each for each in lines if each.position in readings))
    for line in sheet.lines:
        at = line.position
        sheet.chosen[at], sheet.typed[at] = given.get(f"d{at}", ""), given.get(f"q{at}", "")
        if sheet.chosen[at] == OTHER:
            _read(sheet, line, sheet.typed[at])
        elif sheet.chosen[at] in ("first", "second"):
            found = readings[at]
            sheet.answers[at] = found.first if sheet.chosen[at] == "first" else found.second
        else:
            sheet.errors[at] = str(gettext("Vui lòng chọn câu trả lời có trên tờ giấy."))
    return sheet
