"""What a page of an attempt sends: no form of fields, since each paper has its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from contest.rules.answers import is_choice
from contest.rules.drawing import LETTERS
from contest.rules.prediction import GuessRefused, Target, read_guess


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What is chosen on the page, by position, and what is wrong with the prediction."""

    chosen: Mapping[int, str | None]
    guess: str
    guess_error: str


def read_paper_form(
    given: MultiDict[str, str], question_count: int, target: Target | None
) -> PaperForm:
    """Read ``q1`` … of the page; what was not chosen is left out, and not taken back.

    But for boxes (``several``): who unchecks the last one takes the answer back.  What the page
    itself showed, by its field ``shown``, is not sent again: a page left open long ago must not
    put its old answers over what another one saved since.
    """
    options = question_count - (target is not None)
    shown = read_shown(given.get("shown", ""))
    chosen: dict[int, str | None] = {}
    boxes = set(given.getlist("several"))
    for position in range(1, options + 1):
        choice = _choice(given, position)
        if choice and choice != shown.get(position):
            chosen[position] = choice
        elif not choice and position in shown and str(position) in boxes:
            chosen[position] = None
    if target is None:
        return PaperForm(chosen, "", "")
    guess = " ".join(given.get(f"q{question_count}", "").split())
    error = guess_error(guess, target)
    if guess and not error and guess != shown.get(question_count):
        chosen[question_count] = guess
    return PaperForm(chosen, guess, error)


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
    """The answers that a page shows, for its field ``shown``: ``1:A;2:C;16:1.234``."""
    return ";".join(f"{position}:{choice}" for position, choice in answers.items() if choice)


def read_shown(text: str) -> dict[int, str]:
    """Read what write_shown wrote; what is no such pair is left out."""
    pairs = (each.partition(":") for each in text.split(";"))
    return {
        int(position): choice
        for position, _, choice in pairs
        if position.isascii() and position.isdecimal() and len(position) < 5
    }


def guess_error(guess: str, target: Target) -> str:
    """What to do about a prediction that cannot be read; nothing when it can, or is blank."""
    if not guess:
        return ""
    try:
        read_guess(guess, target)
    except GuessRefused:
        return _advice(target)
    return "" if is_choice(guess) else _advice(target)


def _advice(target: Target) -> str:
    if target is Target.PERCENT_ALL_RIGHT:
        return str(gettext("Vui lòng nhập một tỷ lệ từ 0 đến 100, ví dụ 87,65432."))
    return str(gettext("Vui lòng nhập một số nguyên, ví dụ 1234 hoặc 1.234."))
