"""The pictures that questions show, as files."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from contest.bank import picture_queries
from contest.bank.picture_words import question_text, words_alone

bp = Blueprint("pictures", __name__)
bp.add_app_template_filter(question_text)
bp.add_app_template_filter(words_alone)
A_YEAR = 365 * 24 * 3600


@bp.get("/pictures/<name>")
def show_picture(name: str) -> ResponseReturnValue:
    """For whoever knows the name: 80 bits of the picture's own hash, told only in a question.

    So an attempt's page needs no look-up of rights for each picture, and nobody can ask for a
    question's picture without having seen the question.
    """
    picture = picture_queries.get_picture(name)
    answer = Response(picture.content, mimetype=picture.media_type)
    answer.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    answer.set_etag(picture.name)
    return answer.make_conditional(request)
