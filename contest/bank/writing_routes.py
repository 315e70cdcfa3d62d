"""How the form of a question is answered, wherever one is written or mended."""

from flask import flash
from flask_babel import gettext

from contest import clock
from contest.bank.models import Audience, Topic
from contest.bank.picture_service import keep_pictures
from contest.bank.question_forms import QuestionForm
from contest.db import db
from contest.web.forms import require_token


def is_complete(form: QuestionForm, topics: list[Topic], audiences: list[Audience]) -> bool:
    """Whether the form was sent to be saved and is right; the caller commits then.

    A wish for one more row, another kind or a picture is granted, and the form shown again.  A
    picture that was chosen is taken whatever was wished: no browser would send it again.
    """
    wish = form.wish
    form.fill_rows()
    if wish:
        form.add_row(wish)
    form.offer(topics, audiences)
    if wish == "no-picture":
        form.leave_picture()
    has_picture = form.brings_picture and _keep_picture(form)
    is_right = not wish and bool(form.validate_on_submit())
    if has_picture and not is_right:
        db.session.commit()  # the form that shows its mark may be sent much later
    if wish:
        form.refuse_picture()
    if form.is_saved_as_other_kind:
        _say_other_kind()
    return is_right


def _keep_picture(form: QuestionForm) -> bool:
    require_token()
    picture = form.take_picture()
    if picture is not None:
        keep_pictures([picture], clock.now())
    return picture is not None


def _say_other_kind() -> None:
    said = gettext(
        "Bạn vừa đổi dạng nên câu hỏi chưa được lưu. "
        "Mời bạn xem lại các phương án và chọn đáp án đúng, rồi lưu."
    )
    flash(said, "error")
