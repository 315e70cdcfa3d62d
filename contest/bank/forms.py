"""The forms of the bank: a question as it is written, filters, reasons, loans, lists."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, FormField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from contest.bank.finding_words import DIFFICULTY_NAMES, LETTERS, STATE_NAMES
from contest.bank.models import Audience, QuestionVersion, Topic
from contest.bank.queries import LENT, OWN
from contest.bank.service import Text
from contest.hosts.models import Host
from contest.web.choices import choice, choices
from contest.web.forms import (
    CheckboxesField,
    DayField,
    Form,
    LongTextField,
    TextField,
    clean_line,
)
from questions.model import FEWEST_OPTIONS, MOST_OPTIONS, Difficulty, LegalBasis, Option

USUAL_OPTIONS, MOST_BASES = 4, 6


class PartForm(Form):
    """A part of another form, whose token covers it."""

    class Meta(Form.Meta):
        csrf = False


class OptionForm(PartForm):
    """One possible answer; a row left blank is none."""

    text = LongTextField(
        _l("Nội dung"),
        validators=[Length(max=600, message=_l("Mỗi phương án dài nhất 600 ký tự."))],
        filters=[clean_line],
        render_kw={"rows": 2},
    )
    stays = BooleanField(_l("Giữ nguyên vị trí khi đảo phương án"))


class BasisForm(PartForm):
    """Where the right answer is written."""

    document = TextField(
        _l("Văn bản"), validators=[Length(max=300, message=_l("Tên văn bản dài nhất 300 ký tự."))]
    )
    article = TextField(
        _l("Điều, khoản, điểm"),
        validators=[Length(max=200, message=_l("Phần này dài nhất 200 ký tự."))],
    )

    def validate_article(self, field: Field) -> None:
        if field.data and not self.document.data:
            raise ValidationError(gettext("Vui lòng ghi tên văn bản của điều, khoản này."))


class QuestionForm(Form):
    """A question as it is written."""

    stem = LongTextField(
        _l("Câu hỏi"),
        validators=[
            DataRequired(_l("Vui lòng nhập câu hỏi.")),
            Length(max=2000, message=_l("Câu hỏi dài nhất 2.000 ký tự.")),
        ],
        render_kw={"rows": 4},
    )
    options = FieldList(FormField(OptionForm), min_entries=FEWEST_OPTIONS, max_entries=MOST_OPTIONS)
    right = RadioField(
        _l("Phương án đúng"), validators=[InputRequired(_l("Vui lòng chọn phương án đúng."))]
    )
    topic = SelectField(_l("Chuyên đề"), validators=[InputRequired(_l("Vui lòng chọn chuyên đề."))])
    difficulty = RadioField(
        _l("Độ khó"),
        choices=choices(DIFFICULTY_NAMES.items()),
        validators=[InputRequired(_l("Vui lòng chọn độ khó."))],
    )
    audiences = CheckboxesField(
        _l("Đối tượng dự thi"),
        validators=[InputRequired(_l("Vui lòng chọn ít nhất một đối tượng."))],
    )
    explanation = LongTextField(
        _l("Giải thích"),
        description=_l("Người dự thi đọc phần này khi đáp án được công bố."),
        validators=[Length(max=4000, message=_l("Giải thích dài nhất 4.000 ký tự."))],
    )
    basis = FieldList(FormField(BasisForm), min_entries=1, max_entries=MOST_BASES)
    valid_from = DayField(_l("Có hiệu lực từ ngày"), description=_l("Để trống nếu không giới hạn."))
    valid_to = DayField(
        _l("Có hiệu lực đến hết ngày"),
        description=_l("Để trống nếu chưa biết. Quá ngày này câu hỏi không được rút vào đề thi."),
    )

    def validate_options(self, field: "FieldList[Any]") -> None:
        if len([row for row in field if row.form.text.data]) < FEWEST_OPTIONS:
            raise ValidationError(gettext("Vui lòng nhập ít nhất hai phương án."))

    def validate_right(self, field: Field) -> None:
        chosen = dict(zip(map(str, range(len(self.options))), self.options, strict=True))
        if field.data in chosen and not chosen[field.data].form.text.data:
            raise ValidationError(gettext("Phương án đúng chưa có nội dung. Vui lòng nhập thêm."))

    def validate_valid_to(self, field: DayField) -> None:
        first = self.valid_from.data
        if field.data and first and field.data < first:
            raise ValidationError(gettext("Ngày này phải từ ngày bắt đầu hiệu lực trở đi."))

    def offer(self, topics: Iterable[Topic], audiences: Iterable[Audience]) -> None:
        """Fill in what can be chosen, the options' letters too."""
        named = [(each.code, each.name) for each in topics]
        self.topic.choices = [choice("", _l("Mời chọn")), *choices(named)]
        self.audiences.choices = choices((each.code, each.name) for each in audiences)
        self.right.choices = choices((str(at), LETTERS[at]) for at in range(len(self.options)))

    def add_row(self, rows: str) -> None:
        """One more blank row of options or of bases, up to the most there may be."""
        field, most = {
            "options": (self.options, MOST_OPTIONS),
            "basis": (self.basis, MOST_BASES),
        }.get(rows, (self.options, 0))
        if len(field) < most:
            field.append_entry()

    def text(self, topics: Iterable[Topic], audiences: Iterable[Audience]) -> Text:
        """What was written, blank rows left out."""
        wanted = set(self.audiences.data or ())
        return Text(
            stem=(self.stem.data or "").strip(),
            options=tuple(
                Option(row.form.text.data, str(at) == self.right.data, row.form.stays.data)
                for at, row in enumerate(self.options)
                if row.form.text.data
            ),
            topic=next(each for each in topics if each.code == self.topic.data),
            difficulty=Difficulty(self.difficulty.data),
            audiences=tuple(each for each in audiences if each.code in wanted),
            explanation=(self.explanation.data or "").strip(),
            basis=tuple(
                LegalBasis(row.form.document.data, row.form.article.data or "")
                for row in self.basis
                if row.form.document.data
            ),
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
        )


def typed_of(version: QuestionVersion | None) -> dict[str, Any]:
    """A version as the form would have it typed; a new question has four blank options."""
    if version is None:
        return {"options": [{}] * USUAL_OPTIONS}
    rights = [str(at) for at, each in enumerate(version.options) if each.get("right")]
    return {
        "stem": version.stem,
        "options": version.options,
        "right": rights[0] if rights else None,
        "topic": version.topic.code,
        "difficulty": version.difficulty.value,
        "audiences": [each.code for each in version.audiences],
        "explanation": version.explanation,
        "basis": version.basis,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
    }


class FilterForm(PartForm):
    """Which questions are listed; part of the address, so it has no token."""

    text = TextField(_l("Tìm trong câu hỏi"), render_kw={"type": "search"})
    topic = SelectField(_l("Chuyên đề"))
    audience = SelectField(_l("Đối tượng"))
    difficulty = SelectField(
        _l("Độ khó"), choices=[choice("", _l("Tất cả")), *choices(DIFFICULTY_NAMES.items())]
    )
    state = SelectField(
        _l("Trạng thái"), choices=[choice("", _l("Tất cả")), *choices(STATE_NAMES.items())]
    )
    owner = SelectField(
        _l("Nguồn"),
        choices=choices([("", _l("Tất cả")), (OWN, _l("Của đơn vị")), (LENT, _l("Được cho mượn"))]),
    )

    def offer(self, topics: Sequence[Topic], audiences: Sequence[Audience]) -> None:
        every = choice("", _l("Tất cả"))
        self.topic.choices = [every, *choices((each.code, each.name) for each in topics)]
        self.audience.choices = [every, *choices((each.code, each.name) for each in audiences)]

    def understood(self) -> dict[str, str]:
        """What was asked for; what is missing or cannot be chosen counts as not asked for."""
        self.validate()
        found = {each.short_name: each.data for each in self if each.data and not each.errors}
        for each in self:
            each.errors = ()
        return found


class ReasonForm(Form):
    """Why a question is sent back or retired."""

    reason = LongTextField(
        _l("Lý do"),
        validators=[
            DataRequired(_l("Vui lòng ghi lý do.")),
            Length(max=1000, message=_l("Lý do dài nhất 1.000 ký tự.")),
        ],
    )


class LendForm(Form):
    """Another host that may see the question and draw it."""

    host = SelectField(
        _l("Đơn vị được cho mượn"), validators=[InputRequired(_l("Vui lòng chọn đơn vị."))]
    )

    def offer(self, hosts: Iterable[Host]) -> None:
        named = [(each.public_id, each.name) for each in hosts]
        self.host.choices = [choice("", _l("Mời chọn")), *choices(named)]


class LineForm(Form):
    """A line of the host's own in one of its lists."""

    name = TextField(
        _l("Tên"),
        validators=[
            DataRequired(_l("Vui lòng nhập tên.")),
            Length(max=200, message=_l("Tên dài nhất 200 ký tự.")),
        ],
    )
    name_en = TextField(
        _l("Tên tiếng Anh (nếu có)"),
        validators=[Length(max=200, message=_l("Tên dài nhất 200 ký tự."))],
        render_kw={"lang": "en"},
    )
