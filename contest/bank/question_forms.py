"""A question as it is written: its kind, its options, its pictures, its basis."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, FormField, RadioField, SelectField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    Optional,
    StopValidation,
    ValidationError,
)

from contest.bank.finding_words import DIFFICULTY_NAMES, KIND_NAMES, LETTERS, option_name
from contest.bank.forms import PartForm
from contest.bank.models import Audience, QuestionVersion, Topic
from contest.bank.picture_forms import STEM, PictureForm
from contest.bank.service import Text
from contest.web.choices import choice, choices
from contest.web.forms import (
    CheckboxesField,
    DayField,
    LongTextField,
    TextField,
    clean_line,
)
from questions.model import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    STATEMENT_COUNT,
    Difficulty,
    Kind,
    LegalBasis,
    Option,
)

USUAL_OPTIONS, MOST_BASES = 4, 6
EXPLANATION = "explanation"
TRUE, FALSE = "0", "1"
TRUTH = choices([(TRUE, _l("Đúng")), (FALSE, _l("Sai"))])


class NeededFor:
    """Something must be given for these kinds; for the others it is not looked at."""

    field_flags: dict[str, bool] = {}

    def __init__(self, kinds: Sequence[Kind], message: Any) -> None:
        self.kinds, self.message = kinds, message

    def __call__(self, form: "QuestionForm", field: Field) -> None:
        if form.chosen_kind not in self.kinds or not field.data:
            field.errors = []  # that nothing was chosen is said in our words, or not at all
        if form.chosen_kind not in self.kinds:
            raise StopValidation
        if not field.data:
            raise StopValidation(str(self.message))


class OptionForm(PartForm):
    """One possible answer, or a statement and whether it is true; a row left blank is none."""

    text = LongTextField(
        _l("Nội dung"),
        validators=[Length(max=600, message=_l("Mỗi phương án dài nhất 600 ký tự."))],
        filters=[clean_line],
        render_kw={"rows": 2},
    )
    truth = RadioField(_l("Ý này"), choices=TRUTH, validators=[Optional()])
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


class QuestionForm(PictureForm):
    """A question as it is written."""

    kind = RadioField(
        _l("Dạng câu hỏi"), choices=choices(KIND_NAMES.items()), default=Kind.SINGLE.value
    )
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
        _l("Phương án đúng"),
        validators=[NeededFor([Kind.SINGLE, Kind.TRUE_FALSE], _l("Vui lòng chọn phương án đúng."))],
    )
    rights = CheckboxesField(
        _l("Các phương án đúng"),
        validators=[NeededFor([Kind.SEVERAL], _l("Vui lòng chọn các phương án đúng."))],
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

    @property
    def chosen_kind(self) -> Kind:
        """What is none of our kinds is refused by its field, and counts as single till then."""
        return Kind(self.kind.data) if self.kind.data in set(Kind) else Kind.SINGLE

    @property
    def wish(self) -> str:
        """What is wanted but to save: one more row, a picture, or the form of another kind.

        Who chose another kind and saves is shown that kind's form first: what the page asked
        was meant for the kind it was made for.
        """
        return request.form.get("more") or ("kind" if self._is_other_kind else "")

    @property
    def is_saved_as_other_kind(self) -> bool:
        """Whether it was sent to be saved while the page asked for what another kind needs."""
        return self._is_other_kind and not request.form.get("more")

    @property
    def _is_other_kind(self) -> bool:
        return bool(request.form.get("kind_shown", self.kind.data) != self.kind.data)

    def validate_options(self, field: "FieldList[Any]") -> None:
        written = [row.form for row in field if row.form.text.data]
        if self.chosen_kind is Kind.STATEMENTS:
            self._refuse_statements(written)
        elif self.chosen_kind is Kind.TRUE_FALSE:
            _forget_errors(field)
        elif len(written) < FEWEST_OPTIONS:
            raise ValidationError(gettext("Vui lòng nhập ít nhất hai phương án."))

    def _refuse_statements(self, written: Sequence[OptionForm]) -> None:
        if len(written) != STATEMENT_COUNT:
            raise ValidationError(gettext("Dạng này cần đúng bốn ý."))
        if not all(each.truth.data for each in written):
            raise ValidationError(gettext("Vui lòng chọn Đúng hoặc Sai cho từng ý."))

    def validate_right(self, field: Field) -> None:
        if self.chosen_kind is Kind.SINGLE:
            self._refuse_blank([field.data])

    def validate_rights(self, field: Field) -> None:
        if self.chosen_kind is Kind.SEVERAL:
            self._refuse_blank(field.data)

    def _refuse_blank(self, chosen: Iterable[str]) -> None:
        rows = dict(zip(map(str, range(len(self.options))), self.options, strict=True))
        if any(each in rows and not rows[each].form.text.data for each in chosen):
            raise ValidationError(gettext("Phương án đúng chưa có nội dung. Vui lòng nhập thêm."))

    def validate_valid_to(self, field: DayField) -> None:
        first = self.valid_from.data
        if field.data and first and field.data < first:
            raise ValidationError(gettext("Ngày này phải từ ngày bắt đầu hiệu lực trở đi."))

    def offer(self, topics: Iterable[Topic], audiences: Iterable[Audience]) -> None:
        """Fill in what can be chosen, the options' letters too."""
        self.topic.choices = [
            choice("", _l("Mời chọn")),
            *choices((each.code, each.name) for each in topics),
        ]
        self.audiences.choices = choices((each.code, each.name) for each in audiences)
        rows = range(len(self.options))
        letters = choices((str(at), LETTERS[at]) for at in rows)
        self.right.choices = TRUTH if self.chosen_kind is Kind.TRUE_FALSE else letters
        self.rights.choices = letters
        kind, has_rows = self.chosen_kind, self.chosen_kind is not Kind.TRUE_FALSE
        named = [(str(at), option_name(kind, at)) for at in rows if has_rows]
        ends = [(STEM, _l("Câu hỏi")), *named, (EXPLANATION, _l("Giải thích"))]
        self.picture_place.choices = choices(ends)

    def add_row(self, rows: str) -> None:
        """One more blank row of options or of bases, up to the most there may be."""
        field, most = {
            "options": (self.options, MOST_OPTIONS),
            "basis": (self.basis, MOST_BASES),
        }.get(rows, (self.options, 0))
        if len(field) < most:
            field.append_entry()

    def fill_rows(self) -> None:
        """As many rows as the kind needs; what was right of another kind is chosen anew."""
        if self._is_other_kind:
            self.right.data = None
        while self.chosen_kind is Kind.STATEMENTS and len(self.options) < STATEMENT_COUNT:
            self.options.append_entry()

    def put_at_end(self, mark: str) -> None:
        """Into the chosen text; into the stem where the kind has no such text."""
        offered: Any = self.picture_place.iter_choices()
        names = {str(each.value): str(each.label) for each in offered}
        place = self.picture_place.data if self.picture_place.data in names else STEM
        field = self._text_field(place)
        field.data = f"{field.data or ''} {mark}".strip()
        self.picture_place.data, self.picture_went_to = place, names[place]

    def _text_field(self, place: str | None) -> Field:
        if place == EXPLANATION:
            return self.explanation
        rows = dict(zip(map(str, range(len(self.options))), self.options, strict=True))
        return rows[place].form.text if place in rows else self.stem

    def text(self, topics: Iterable[Topic], audiences: Iterable[Audience]) -> Text:
        """What was written, blank rows left out."""
        wanted = set(self.audiences.data or ())
        return Text(
            kind=self.chosen_kind,
            stem=(self.stem.data or "").strip(),
            options=self.typed_options(),
            topic=next(each for each in topics if each.code == self.topic.data),
            difficulty=Difficulty(self.difficulty.data),
            audiences=tuple(each for each in audiences if each.code in wanted),
            explanation=(self.explanation.data or "").strip(),
            basis=self.typed_basis(),
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
        )

    def typed_basis(self) -> tuple[LegalBasis, ...]:
        """The documents that are named, each with its article."""
        return tuple(
            LegalBasis(row.form.document.data, row.form.article.data or "")
            for row in self.basis
            if row.form.document.data
        )

    def typed_options(self) -> tuple[Option, ...]:
        """The options that have words, with their key; true and false have words of their own."""
        if self.chosen_kind is Kind.TRUE_FALSE:
            is_true = self.right.data == TRUE
            return (Option("Đúng", is_true, stays=True), Option("Sai", not is_true, stays=True))
        right = self._right_rows()
        return tuple(
            Option(row.form.text.data, str(at) in right, row.form.stays.data)
            for at, row in enumerate(self.options)
            if row.form.text.data
        )

    def _right_rows(self) -> set[str | None]:
        if self.chosen_kind is Kind.STATEMENTS:
            rows = enumerate(self.options)
            return {str(at) for at, row in rows if row.form.truth.data == TRUE}
        return (
            set(self.rights.data or ()) if self.chosen_kind is Kind.SEVERAL else {self.right.data}
        )


def _forget_errors(rows: "FieldList[Any]") -> None:
    """Of rows that the page does not show and that are not saved."""
    rows.errors = []
    for field in (each for row in rows for each in row.form):
        field.errors = []


def typed_of(version: QuestionVersion | None) -> dict[str, Any]:
    """A version as the form would have it typed; a new question has four blank options."""
    if version is None:
        return {"options": [{}] * USUAL_OPTIONS}
    rights = [str(at) for at, each in enumerate(version.options) if each.get("right")]
    has_own = version.kind is not Kind.TRUE_FALSE
    typed = [each | {"truth": truth_of(version.kind, each)} for each in version.options]
    return {
        "kind": version.kind.value,
        "stem": version.stem,
        "options": typed if has_own else [{}] * USUAL_OPTIONS,
        "right": rights[0] if rights else None,
        "rights": rights,
        "topic": version.topic.code,
        "difficulty": version.difficulty.value,
        "audiences": [each.code for each in version.audiences],
        "explanation": version.explanation,
        "basis": version.basis,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
    }


def truth_of(kind: Kind, option: Mapping[str, Any]) -> str:
    """Whether a statement is true, as its row has it; an option of another kind is neither."""
    if kind is not Kind.STATEMENTS:
        return ""
    return TRUE if option.get("right") else FALSE
