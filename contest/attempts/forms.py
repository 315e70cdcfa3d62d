"""What a page of an attempt sends: no form of fields, since each paper has its own."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from contest.rules.drawing import LETTERS
from contest.rules.extra_answers import (
    FACT,
    MOST_CHARACTERS,
    TEXT_MARK,
    Extras,
    is_text,
    text_choice,
)
from contest.rules.prediction import Target
from contest.web.guesses import guess_error


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What is chosen on the page, by position; what was typed for the extra questions, and what is
    wrong with it.
    """

    chosen: Mapping[int, str | None]
    typed: Mapping[int, str] = field(default_factory=dict)
    errors: Mapping[int, str] = field(default_factory=dict)


def read_paper_form(given: MultiDict[str, str], question_count: int, extras: Extras) -> PaperForm:
    """Read ``q1`` … of the page; what was not chosen is left out, and not taken back.

    But for boxes (``several``): who unchecks the last one takes the answer back.  What the page
    itself showed, by its fields ``shown`` and ``shown_text``, is not sent again: a page left open
    long ago must not put its old answers over what another one saved since.
    """
    asked = question_count - extras.count
    shown = read_shown(given.get("shown", ""))
    chosen: dict[int, str | None] = {}
    boxes = set(given.getlist("several"))
    for position in range(1, asked + 1):
        choice = _choice(given, position)
        if choice and choice != shown.get(position):
            chosen[position] = choice
        elif not choice and position in shown and str(position) in boxes:
            chosen[position] = None
    form = PaperForm(chosen, {}, {})
    return _read_text(given, _read_numbers(given, shown, form, asked, extras), asked, extras)


def _read_numbers(
    given: MultiDict[str, str],
    shown: Mapping[int, str],
    form: PaperForm,
    asked: int,
    extras: Extras,
) -> PaperForm:
    """The prediction and the fact."""
    chosen, typed, errors = dict(form.chosen), dict(form.typed), dict(form.errors)
    for at, target in number_fields(asked, extras).items():
        number = " ".join(given.get(f"q{at}", "").split())
        error = guess_error(number, target)
        typed[at] = number
        if error:
            errors[at] = error
        elif number and number != shown.get(at):
            chosen[at] = number
    return PaperForm(chosen, typed, errors)


def number_fields(asked: int, extras: Extras) -> dict[int, Target]:
    """The positions at which a number is typed, and how it is read."""
    fields = {extras.guess_at(asked): extras.target, extras.fact_at(asked): FACT}
    return {at: target for at, target in fields.items() if at and target}


def _read_text(
    given: MultiDict[str, str], form: PaperForm, asked: int, extras: Extras
) -> PaperForm:
    """The text in one's own words; whoever empties it takes it back."""
    at = extras.text_at(asked)
    if at is None or f"q{at}" not in given:
        return form
    text, shown = plain(given[f"q{at}"]), plain(given.get("shown_text", ""))
    chosen, errors = dict(form.chosen), dict(form.errors)
    choice = text_choice(text)
    if choice is not None and not is_text(choice):
        errors[at] = _text_advice(text)
    elif text != shown:
        chosen[at] = choice
    return PaperForm(chosen, {**form.typed, at: text}, errors)


def plain(text: str) -> str:
    """A text as it is kept: composed letters, plain ends of lines, no blanks around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _text_advice(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        return str(
            gettext(
                "Bài viết dài %(n)s ký tự, nhiều nhất là 1.000. Vui lòng rút ngắn.", n=len(text)
            )
        )
    return str(gettext("Nội dung có ký tự không dùng được. Vui lòng xóa đi và gõ lại bằng tay."))


def _choice(given: MultiDict[str, str], position: int) -> str:
    """The letters chosen, in their order; of statements, each judged by a field of its own."""
    whole = given.getlist(f"q{position}")
    judged = [given.get(f"q{position}{letter}", "") for letter in LETTERS]
    pairs = zip(LETTERS, judged, strict=True)
    return "".join(
        letter if letter in whole else value if value.upper() == letter else ""
        for letter, value in pairs
    )


def write_shown(answers: Mapping[int, str | None]) -> str:
    """The answers that a page shows, for its field ``shown``: ``1:A;2:C;16:1.234``; a text is in a
    field of its own.
    """
    return ";".join(
        f"{position}:{choice}"
        for position, choice in answers.items()
        if choice and not choice.startswith(TEXT_MARK)
    )


def read_shown(text: str) -> dict[int, str]:
    """Read what write_shown wrote; what is no such pair is left out."""
    pairs = (each.partition(":") for each in text.split(";"))
    return {
        int(position): choice
        for position, _, choice in pairs
        if position.isascii() and position.isdecimal() and len(position) < 5
    }
