"""Texts of questions as HTML within XML: line ends, blanks, and pictures in their places."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from questions.formats.losses import has_bad_text, left_out
from questions.formats.reading import At, Code, Remark
from questions.model import Question
from questions.pictures import MARK, Picture, names_in, pieces

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\xa0]+")
_ENDINGS: Mapping[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}


def is_writable(question: Question) -> bool:
    """Whether XML can hold all its characters, and our readers take them."""
    basis = (f"{each.document}{each.article}" for each in question.basis)
    texts = (*question.texts, question.code, question.topic, question.source, *basis)
    written = (*texts, *question.audiences)
    return not has_bad_text(question) and not any(map(_NO_XML.search, written))


def folded(text: str) -> str:
    """A text as it comes back from HTML: blanks folded, none around lines, no empty ends."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(lines).strip("\n")


def file_name(picture: Picture) -> str:
    return f"{picture.name}.{_ENDINGS[picture.media_type]}"


def markup(text: str, source: Callable[[str], str]) -> str:
    """A text as HTML that is XML too; ``source`` gives a picture's address for its name."""
    return "".join(
        escape(piece, quote=False).replace("\n", "<br/>")
        if isinstance(piece, str)
        else f'<img src="{escape(source(piece.name))}" alt="{escape(piece.shows)}"/>'
        for piece in pieces(text)
    )


def with_shown_pictures(question: Question, at: At) -> tuple[Question, list[Remark]]:
    """The question with those pictures alone that it both has and shows, and what to say of it.

    A mark of a picture that is not there becomes its words.
    """
    there = frozenset(picture.name for picture in question.pictures)
    shown = names_in(*question.texts)
    said = []
    if not there <= shown:
        kept = tuple(picture for picture in question.pictures if picture.name in shown)
        question = replace(question, pictures=kept)
        said.append(left_out(at, "pictures"))
    if not shown <= there:
        question = _with_texts(question, lambda text: _without_missing(text, there))
        said.append(Remark(at, Code.PICTURE_LEFT_OUT, {"why": "picture-missing"}))
    return question, said


def with_clean_blanks(
    question: Question,
    clean: Callable[[str], str],
    at: At,
    clean_line: Callable[[str], str] = str,
) -> tuple[Question, list[Remark]]:
    """The question with its blanks as they come back, and what to say of it.

    Texts are cleaned one way, the code and the topic another.
    """
    changed = _with_texts(question, clean)
    code, topic = clean_line(question.code), clean_line(question.topic)
    changed = replace(changed, code=code, topic=topic)
    lost = changed != question
    return changed, [Remark(at, Code.MARKUP_LEFT_OUT, {"markup": "blanks"})] if lost else []


def one_line(text: str) -> str:
    return folded(text.replace("\n", " "))


def _without_missing(text: str, there: frozenset[str]) -> str:
    return MARK.sub(lambda mark: mark[0] if mark[1] in there else mark[2] or " ", text)


def _with_texts(question: Question, change: Callable[[str], str]) -> Question:
    return replace(
        question,
        stem=change(question.stem),
        options=tuple(replace(each, text=change(each.text)) for each in question.options),
        explanation=change(question.explanation),
    )
