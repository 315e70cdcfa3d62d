"""A picture of a question as it is chosen, described and put into a text."""

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, SelectField
from wtforms.validators import Length, ValidationError

from contest.bank.picture_queries import pictures_named
from contest.web.forms import Form, TextField
from questions.pictures import Picture, PictureRefused, picture_of

STEM = "stem"
NO_WORDS = _l("Vui lòng mô tả hình, để người không nhìn thấy hình cũng hiểu câu hỏi.")


class PictureForm(Form):
    """One picture to be added; it is no part of the question till its mark stands in a text."""

    picture = FileField(
        _l("Hình"), description=_l("PNG, JPEG, GIF hoặc WebP, nặng nhất 1 MB."), render_kw={}
    )
    picture_words = TextField(
        _l("Mô tả hình"),
        description=_l("Đọc cho người không nhìn thấy hình. Ví dụ: Sơ đồ quy trình một cửa."),
        validators=[Length(max=200, message=_l("Mô tả dài nhất 200 ký tự."))],
    )
    picture_place = SelectField(_l("Đặt hình vào cuối phần"), default=STEM)
    picture_kept = HiddenField()  # the name of a picture that waits for its words
    picture_refusal = ""
    picture_went_to = ""

    @property
    def is_asked_for(self) -> bool:
        """Whether the button was pressed that adds the picture and does no more."""
        return request.form.get("more") == "picture"

    @property
    def brings_picture(self) -> bool:
        """Whether a picture was chosen, now or before, or is asked for."""
        return bool(self.picture.data or self.picture_kept.data or self.is_asked_for)

    def take_picture(self) -> Picture | None:
        """Put the mark of the picture at the end of the chosen text; None when refused.

        One without words is held till they are written.
        """
        picture = self._sent_picture()
        if picture is None:
            return None
        mark = picture.mark(self.picture_words.data or "")
        if mark == picture.mark():
            self.picture_kept.data = picture.name
            return picture
        self.put_at_end(mark)
        self.picture_words.data = self.picture_kept.data = ""
        return picture

    def put_at_end(self, mark: str) -> None:
        """Put the mark where ``picture_place`` says, and name the place in ``picture_went_to``."""
        raise NotImplementedError

    def _sent_picture(self) -> Picture | None:
        """What was chosen now, else what is held; what is refused is told by validate_picture."""
        held = [] if self.picture.data else pictures_named([self.picture_kept.data or ""])
        if held:
            return held[0]
        self.picture_kept.data = ""
        try:
            return picture_of(self.picture.data.read() if self.picture.data else b"")
        except PictureRefused as refused:
            self.picture_refusal = _picture_advice(refused.code)
            return None

    def leave_picture(self) -> None:
        """Forget the picture that waits for its words."""
        self.picture_kept.data = self.picture_words.data = ""

    def refuse_picture(self) -> None:
        """Say what is wrong with the picture alone, where the question is not saved yet."""
        if self.picture_refusal:
            self.picture.errors = [self.picture_refusal]
        elif self.is_asked_for and self.picture_kept.data:
            self.picture_words.errors = [str(NO_WORDS)]

    def validate_picture(self, field: Field) -> None:
        if self.picture_refusal:
            raise ValidationError(self.picture_refusal)
        if self.picture_words.data and not self.picture_kept.data:
            raise ValidationError(
                gettext("Đã có mô tả nhưng chưa chọn hình. Vui lòng chọn hình, hoặc xóa mô tả.")
            )

    def validate_picture_words(self, field: Field) -> None:
        if self.picture_kept.data:
            raise ValidationError(str(NO_WORDS))


def _picture_advice(code: str) -> str:
    if code == "picture-too-large":
        return str(gettext("Hình nặng quá 1 MB. Vui lòng thu nhỏ rồi chọn lại."))
    return str(gettext("Vui lòng chọn một hình PNG, JPEG, GIF hoặc WebP."))
