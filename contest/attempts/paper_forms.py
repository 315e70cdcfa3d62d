"""A question of a paper as mark-up, made once for all who are shown it in the same order."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from flask import get_template_attribute
from markupsafe import Markup

from contest.attempts.papers_queries import Asked
from contest.attempts.words import saved_note
from contest.rules.completeness import Answered, answered
from contest.rules.drawing import LETTERS, PaperItem
from contest.web.locale import current_language

# Stands for the question's number: no text of ours holds a control character.
NUMBER = "\x02"
MOST_KEPT = 8192


def questions(
    asked: Iterable[Asked], items: Iterable[PaperItem], chosen: Mapping[int, str | None]
) -> Markup:
    """All questions of a paper, with their numbers and answers put in."""
    language = current_language()
    whole = "".join(
        _question(number, each, item, chosen.get(number), language)
        for number, (each, item) in enumerate(zip(asked, items, strict=True), 1)
    )
    return Markup(whole)  # noqa: S704  # the macro escaped every text in it


def _question(number: int, asked: Asked, item: PaperItem, chosen: str | None, language: str) -> str:
    made = _made(asked, item, answered(chosen, asked.kind, item.order), language)
    made = made.replace(NUMBER, str(number))
    for letter in chosen or "":
        value = f'value="{letter}"'
        made = made.replace(value, f"{value} checked", 1)
    return made


@lru_cache(maxsize=MOST_KEPT)
def _made(asked: Asked, item: PaperItem, done: Answered, _language: str) -> str:
    """The language is that of the words in the macro."""
    macro = get_template_attribute("attempts/_question.html", "question")
    return str(macro(NUMBER, asked, item, LETTERS, saved_note(done), done.is_half))
