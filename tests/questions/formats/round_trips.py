"""Questions that try a writer, and what must come back of them when it told what it leaves out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from questions.formats.reading import Code, Remark
from questions.model import Difficulty, Kind, LegalBasis, Option, Question
from questions.pictures import each_once, without_marks
from tests.questions.builders import PICTURES

_PIECES = [
    *"{}~=#:\\%[]<>&;,\"'|/.-+@*_ ",
    *("\n", "\t", "::", "####", "->", "//", "\\n", "\\\\", "%50%", "%-100%x", "[html]", "[plain]x"),
    *(
        "$CATEGORY: x",
        "ANSWER: A",
        "Đáp án: B",
        "A. ",
        "B) ",
        "a)",
        "<b>",
        "&amp;",
        "\ufeff",
        "\xa0",
    ),
    *(
        "Câu 1. ",
        "Đúng",
        "Sai",
        "True",
        "=1+1",
        "'=x",
        "' ",
        "\u2028",
        "e\u0301",
        "ế",
        "A,B",
        "1",
        "2.0",
    ),
    *(
        "[id:x]",
        "\\]",
        "_____",
        "TRUE",
        "x" * 300,
        "[[picture:0123456789abcdef0123|hình]]",
        "\x07",
        "\r",
    ),
]
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=6).map("".join)
WORDS = st.builds("".join, st.lists(st.sampled_from("abc ếĐ?.,{}~=#:\\-/"), min_size=1, max_size=9))
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))


def questions_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    """Questions of all kinds with such texts; many fields are empty, as they are in life."""
    seldom = st.just("") | texts
    true_false = st.booleans().map(
        lambda is_true: (Option("Đúng", is_true, True), Option("Sai", not is_true, True))
    )
    options = st.lists(st.builds(Option, texts, st.booleans(), st.booleans()), max_size=6)
    return st.builds(
        Question,
        kind=st.sampled_from(Kind),
        stem=texts,
        options=true_false | options.map(tuple),
        code=seldom,
        topic=seldom,
        difficulty=st.none() | st.sampled_from(Difficulty),
        audiences=st.just(frozenset()) | st.frozensets(texts, max_size=2),
        explanation=seldom,
        basis=st.lists(st.builds(LegalBasis, texts, texts), max_size=2).map(tuple),
        valid_from=DAYS,
        valid_to=DAYS,
        source=seldom,
        pictures=st.just(()) | st.lists(PICTURES, max_size=1).map(each_once),
    )


QUESTIONS = questions_of(TEXTS) | questions_of(WORDS)
_NOT_WRITTEN = {
    *(Code.NOT_SUPPORTED, Code.BAD_TEXT, Code.NO_STEM, Code.TOO_FEW_OPTIONS, Code.SYNTAX),
    *(Code.TOO_MANY_OPTIONS, Code.KEY_NOT_AN_OPTION, Code.KEYS_DIFFER),
}
_EMPTY = Question(Kind.SINGLE, "", ())


def as_said(
    questions: Sequence[Question],
    left_out: Sequence[Remark],
    without_markup: Callable[[Question, str], Question],
) -> tuple[Question, ...]:
    """The questions without what a writer said that it leaves out."""
    return tuple(
        each
        for at, question in enumerate(questions, 1)
        for each in _as_said(question, [one for one in left_out if one.at == at], without_markup)
    )


def _as_said(question, remarks, without_markup) -> list[Question]:
    if any(each.code in _NOT_WRITTEN for each in remarks):
        return []
    for each in remarks:
        if each.code is Code.PICTURE_LEFT_OUT:
            question = with_texts(replace(question, pictures=()), without_marks)
    for each in remarks:
        if each.code is Code.FIELD_LEFT_OUT:
            question = _without(question, each.params["field"])
        if each.code is Code.MARKUP_LEFT_OUT:
            question = without_markup(question, each.params["markup"])
    return [question]


def with_texts(question: Question, change: Callable[[str], str]) -> Question:
    options = tuple(replace(each, text=change(each.text)) for each in question.options)
    explanation = change(question.explanation)
    return replace(question, stem=change(question.stem), options=options, explanation=explanation)


def _without(question: Question, name: str) -> Question:
    if name == "stays":
        is_true_false = question.kind is Kind.TRUE_FALSE
        options = tuple(replace(each, stays=is_true_false) for each in question.options)
        return replace(question, options=options)
    return replace(question, **{name: getattr(_EMPTY, name)})


def without_blanks(question: Question, _: str) -> Question:
    """As tables keep a question: nothing but blanks around a text is nothing."""
    fields = ("code", "topic", "source")
    trimmed = {name: getattr(question, name).strip(" \t\n") for name in fields}
    return replace(with_texts(question, lambda text: text.strip(" \t\n")), **trimmed)
