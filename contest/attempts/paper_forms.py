"""A question of a paper as mark-up, made once for all who are shown it in the same order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import get_template_attribute
from flask_babel import gettext
from markupsafe import Markup

from contest.attempts.forms import PaperForm
from contest.attempts.papers_queries import Asked
from contest.attempts.sheet_queries import RoundRow
from contest.attempts.words import saved_note
from contest.contests.models import Round
from contest.rules.completeness import Answered, answered
from contest.rules.drawing import LETTERS, PaperItem
from contest.rules.extra_answers import TEXT_MARK, Extras
from contest.rules.prediction import Target
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


@dataclass(frozen=True, slots=True)
class ExtraField:
    """A field at the end of a paper: the prediction (``guess``), the ``fact``, or the ``text``."""

    number: int
    name: str
    label: str
    hint: str
    value: str
    error: str

    @property
    def is_text(self) -> bool:
        return self.name == "text"


def extra_fields(
    round_: RoundRow | Round, asked: int, answers: Mapping[int, str | None], form: PaperForm | None
) -> list[ExtraField]:
    """The extra questions of a paper with what was typed, in their order."""
    extras, hints = round_.extras, extra_hints(round_.extras)
    found = (
        ("guess", extras.guess_at(asked), round_.prediction_text),
        ("fact", extras.fact_at(asked), round_.fact_text),
        ("text", extras.text_at(asked), round_.text_question),
    )
    return [
        ExtraField(
            number=at,
            name=name,
            label=label,
            hint=hints[name],
            value=form.typed.get(at, "")
            if form
            else (answers.get(at) or "").removeprefix(TEXT_MARK),
            error=form.errors.get(at, "") if form else "",
        )
        for name, at, label in found
        if at is not None
    ]


def extra_hints(extras: Extras) -> dict[str, str]:
    """What is to be typed into each of the fields."""
    guess = (
        gettext(
            "Câu dự đoán: không tính điểm, chỉ để xếp hạng khi bằng nhau. "
            "Nhập tỷ lệ phần trăm, ví dụ 87,65432."
        )
        if extras.target is Target.PERCENT_ALL_RIGHT
        else gettext(
            "Câu dự đoán: không tính điểm, chỉ để xếp hạng khi bằng nhau. "
            "Nhập số, ví dụ 1234 hoặc 1.234."
        )
    )
    fact = gettext("Câu hỏi phụ: không tính điểm trắc nghiệm. Nhập một số, ví dụ 1234 hoặc 1.234.")
    text = gettext(
        "Câu tự luận: viết bằng lời của bạn, nhiều nhất 1.000 ký tự. Ban Giám khảo chấm riêng."
    )
    return {"guess": str(guess), "fact": str(fact), "text": str(text)}
