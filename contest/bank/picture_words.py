"""A question's text on a page: its words and line ends, and its pictures in their places."""

from collections.abc import Mapping

from flask_babel import gettext
from markupsafe import Markup, escape

from contest.bank.picture_queries import Size, sizes_of
from questions.pictures import MARK, Place, names_in, pieces

# Not loaded lazily: who loses the network during a paper has its pictures already.
IMAGE = Markup('<img class="question__picture" src="/pictures/{}" alt="{}"{}>')


def question_text(text: str) -> Markup:
    """A stem, an option or an explanation as mark-up; the text itself can bring none."""
    sizes = sizes_of(names_in(text))
    return Markup("").join(_shown(each, sizes) for each in pieces(text))


def _shown(piece: str | Place, sizes: Mapping[str, Size]) -> Markup:
    if isinstance(piece, str):
        return Markup("<br>").join(escape(line) for line in piece.split("\n"))
    # With its size known a picture that comes late moves no button away from under a finger.
    size = sizes.get(piece.name)
    room = Markup(' width="{}" height="{}"').format(*size) if size else ""
    return IMAGE.format(piece.name, piece.shows or gettext("Hình trong câu hỏi"), room)


def words_alone(text: str) -> str:
    """A text in a list, where pictures have no room: their words, or that there is one."""
    return MARK.sub(lambda mark: mark[2] or gettext("[hình]"), text)
