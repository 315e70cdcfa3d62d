"""How the form of a question is answered, wherever one is written or mended."""

from contest import clock
from contest.bank.models import Audience, Topic
from contest.bank.picture_service import keep_pictures
from contest.bank.question_forms import QuestionForm
from contest.db import db
from contest.web.forms import require_token


def is_complete(form: QuestionForm, topics: list[Topic], audiences: list[Audience]) -> bool:
    """Whether the form was sent to be saved and is right.

    A wish for one more row, another kind or a picture is granted, and the form shown again.
    """
    wish = form.wish
    form.fill_rows()
    if wish:
        form.add_row(wish)
    form.offer(topics, audiences)
    if wish == "picture":
        _add_picture(form)
    return not wish and bool(form.validate_on_submit())


def _add_picture(form: QuestionForm) -> None:
    """The picture is kept at once: the form that shows its mark may be sent much later."""
    require_token()
    picture = form.take_picture()
    if picture is not None:
        keep_pictures([picture], clock.now())
        db.session.commit()
