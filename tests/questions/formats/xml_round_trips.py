"""Questions with pictures for the formats made of XML, and what must come back of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from questions.formats.reading import Code, Remark
from questions.formats.xml_text import with_shown_pictures
from questions.model import Question
from questions.pictures import each_once, names_in, picture_of
from tests.questions.builders import PNG
from tests.questions.formats.round_trips import QUESTIONS as WITHOUT_PICTURES
from tests.questions.formats.round_trips import as_said, questions_of

KNOWN = {each.name: each for each in (picture_of(PNG), picture_of(b"GIF89a"))}
_MARKS = [picture.mark(words) for picture in KNOWN.values() for words in ("", 'bản đồ "xã" <&>')]
_PIECES = ["]]>", "<b>", "&amp;", "\n", " ", "\xa0", "ế", "<", "&lt;", "\ufffe", "@@PLUGINFILE@@/"]
TEXTS = st.lists(st.sampled_from([*_PIECES, *_MARKS, *"abc"]), max_size=6).map("".join)


def _with_pictures(question: Question) -> Question:
    shown = [KNOWN[name] for name in names_in(*question.texts) if name in KNOWN]
    return replace(question, pictures=each_once([*question.pictures, *shown]))


QUESTIONS = WITHOUT_PICTURES | questions_of(TEXTS).map(_with_pictures)


def expected(
    questions: Sequence[Question],
    left_out: Sequence[Remark],
    without_markup: Callable[[Question, str], Question],
) -> tuple[Question, ...]:
    """The questions without what the writer said; it tells of pictures that are not both there
    and shown, and keeps the others."""
    shown = [with_shown_pictures(each, 0)[0] for each in questions]
    said = [
        each
        for each in left_out
        if each.code is not Code.PICTURE_LEFT_OUT and each.params != {"field": "pictures"}
    ]
    return as_said(shown, said, without_markup)
