"""The forms of an import: the file, what is chosen for many items, one item mended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.validators import Length, Optional, ValidationError

from contest.bank.finding_words import DIFFICULTY_NAMES
from contest.bank.import_service import Filing
from contest.bank.models import Audience, Topic
from contest.bank.question_forms import QuestionForm, truth_of
from contest.web.choices import choice, choices
from contest.web.forms import CheckboxesField, DayField, Form, TextField
from questions.model import Difficulty, LegalBasis, Question

FILES = ".docx,.xlsx,.csv,.gift,.aiken,.txt,.xml,.zip,.json"
LISTED, TO_FILE = "listed", "to-file"
LEAVE_OUT, TAKE_BACK = "leave-out", "take-back"


class UploadForm(Form):
    """A file of questions."""

    file = FileField(
        _l("Tệp câu hỏi"),
        description=_l(
            "Word (.docx), Excel (.xlsx), CSV, GIFT, Aiken, Moodle XML, QTI; nặng nhất 16 MB."
        ),
    )

    def validate_file(self, field: Any) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(gettext("Vui lòng chọn tệp."))


class FilingForm(Form):
    """What is chosen for many items at once; what is left empty stays as it is."""

    scope = RadioField(
        _l("Áp dụng cho"),
        description=_l("Nếu có câu được đánh dấu ở trang này thì chỉ áp dụng cho các câu đó."),
        choices=choices(
            [
                (TO_FILE, _l("Các câu chưa đủ chuyên đề, độ khó, đối tượng")),
                (LISTED, _l("Tất cả các câu đang liệt kê, cả ở các trang khác")),
            ]
        ),
        default=TO_FILE,
    )
    # Empty by default: the list of what was left out sends neither.
    topic = SelectField(_l("Chuyên đề"), default="")
    difficulty = SelectField(
        _l("Độ khó"),
        choices=[choice("", _l("Giữ nguyên")), *choices(DIFFICULTY_NAMES.items())],
        default="",
    )
    audiences = CheckboxesField(
        _l("Đối tượng dự thi"), description=_l("Không đánh dấu ô nào thì giữ nguyên.")
    )
    document = TextField(
        _l("Căn cứ pháp lý: văn bản"),
        description=_l("Chỉ ghi vào các câu chưa nêu căn cứ. Ví dụ: Nghị định số 118/2025/NĐ-CP"),
        validators=[Length(max=300, message=_l("Tên văn bản dài nhất 300 ký tự."))],
    )
    article = TextField(
        _l("Điều, khoản, điểm"),
        validators=[Length(max=200, message=_l("Phần này dài nhất 200 ký tự."))],
    )
    valid_from = DayField(
        _l("Có hiệu lực từ ngày"), description=_l("Chỉ ghi vào các câu chưa có ngày này.")
    )

    def validate_topic(self, _field: Field) -> None:
        """Filing without a value would change nothing: what is to be chosen is said."""
        chosen = [each.data for each in (self.topic, self.difficulty, self.audiences)]
        typed = [each.data for each in (self.document, self.article, self.valid_from)]
        is_day_refused = bool(self.valid_from.process_errors)
        if self.act[0] not in (LEAVE_OUT, TAKE_BACK) and not any((*chosen, *typed, is_day_refused)):
            raise ValidationError(
                gettext(
                    "Chưa chọn gì nên chưa có gì thay đổi. Hãy chọn chuyên đề, độ khó, đối tượng, "
                    "căn cứ hoặc ngày có hiệu lực, rồi bấm “Áp dụng”."
                )
            )

    def validate_article(self, field: Field) -> None:
        if field.data and not self.document.data:
            raise ValidationError(gettext("Vui lòng ghi tên văn bản của điều, khoản này."))

    def offer(self, topics: Iterable[Topic], audiences: Iterable[Audience]) -> None:
        named = choices((each.code, each.name) for each in topics)
        self.topic.choices = [choice("", _l("Giữ nguyên")), *named]
        self.audiences.choices = choices((each.code, each.name) for each in audiences)

    @property
    def filing(self) -> Filing:
        document, article = self.document.data or "", self.article.data or ""
        return Filing(
            topic=self.topic.data or "",
            difficulty=Difficulty(self.difficulty.data) if self.difficulty.data else None,
            audiences=frozenset(self.audiences.data or ()),
            basis=(LegalBasis(document, article),) if document else (),
            valid_from=self.valid_from.data,
        )

    @property
    def act(self) -> tuple[str, list[int]]:
        """What is to be done, and to which items by their numbers: to all of the scope if none.

        An item's own button names it; else the boxes do.
        """
        for act in (LEAVE_OUT, TAKE_BACK):
            if numbers := _numbers(act):
                return act, numbers
        return request.form.get("act", ""), self.ticked

    @property
    def ticked(self) -> list[int]:
        return _numbers("item")


def _numbers(name: str) -> list[int]:
    """The items' numbers; what is none is nobody's."""
    given = request.form.getlist(name)
    return [int(each) for each in given if each.isdecimal() and len(each) < 8]


class TakeOverForm(Form):
    """The last step."""

    is_submitted = BooleanField(_l("Gửi duyệt luôn, không để ở bản thảo"))


class ItemForm(QuestionForm):
    """A question that was read, mended; where it is filed may wait."""

    topic = SelectField(_l("Chuyên đề"))
    difficulty = RadioField(
        _l("Độ khó"), choices=choices(DIFFICULTY_NAMES.items()), validators=[Optional()]
    )
    audiences = CheckboxesField(_l("Đối tượng dự thi"))

    def question(self, before: Question) -> Question:
        """The question as it is written now."""
        return replace(
            before,
            kind=self.chosen_kind,
            stem=(self.stem.data or "").strip(),
            options=self.typed_options(),
            topic=self.topic.data or before.topic,
            difficulty=Difficulty(self.difficulty.data) if self.difficulty.data else None,
            audiences=frozenset(self.audiences.data or ()),
            explanation=(self.explanation.data or "").strip(),
            basis=self.typed_basis(),
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
        )


def typed_of_item(question: Question, topics: Sequence[Topic]) -> dict[str, Any]:
    """A question that was read, as the form would have it typed."""
    rights = [str(at) for at in sorted(question.right_positions)]
    options = [
        {
            "text": each.text,
            "stays": each.stays,
            "truth": truth_of(question.kind, {"right": each.is_right}),
        }
        for each in question.options
    ]
    known = {each.code for each in topics}
    return {
        "kind": question.kind.value,
        "stem": question.stem,
        "options": options,
        "right": rights[0] if rights else None,
        "rights": rights,
        "topic": question.topic if question.topic in known else "",
        "difficulty": question.difficulty and question.difficulty.value,
        "audiences": sorted(question.audiences),
        "explanation": question.explanation,
        "basis": [{"document": each.document, "article": each.article} for each in question.basis],
        "valid_from": question.valid_from,
        "valid_to": question.valid_to,
    }
