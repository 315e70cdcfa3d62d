"""What an entrant wrote for the extra questions, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from contest.attempts import extra_queries, extra_service
from contest.attempts.extra_models import Extra
from contest.attempts.models import Attempt
from contest.rules.extra_answers import FACT
from contest.rules.prediction import Target, format_guess
from contest.web.filters import points


@dataclass(frozen=True, slots=True)
class ExtraLine:
    """One extra question: what was asked and answered, and the truth or the points, or ""."""

    question: str
    answer: str
    truth: str = ""
    points: str = ""


def extra_lines(
    attempt: Attempt, answers: Mapping[int, str | None], at: datetime, *, may_tell: bool
) -> list[ExtraLine]:
    """In the order of the paper; truths that were found by then, and points, only where right
    answers may be told.
    """
    round_, asked = attempt.round, len(attempt.drawn.items)
    extras, found = round_.extras, []
    if target := round_.prediction_target:
        guess = extras.guess(answers, asked)
        truth = _truth(attempt, Extra.PREDICTION, target, at) if may_tell else ""
        question = round_.prediction_text or str(gettext("Câu dự đoán"))
        found.append(ExtraLine(question, _number(guess, target), truth))
    if extras.has_fact:
        fact = extras.fact(answers, asked)
        truth = _truth(attempt, Extra.FACT, FACT, at) if may_tell else ""
        found.append(ExtraLine(round_.fact_text, _number(fact, FACT), truth))
    if extras.has_text:
        text = extras.text(answers, asked)
        given = extra_service.text_points(round_, attempt.id) if may_tell and text else {}
        mean = given.get(attempt.id)
        found.append(ExtraLine(round_.text_question, text, points=points(mean) if given else ""))
    return found


def _number(value: int | None, target: Target) -> str:
    return "" if value is None else format_guess(value, target)


def _truth(attempt: Attempt, extra: Extra, target: Target, at: datetime) -> str:
    found = extra_queries.find_truth(attempt.round, extra, attempt.contest_audience_id, at)
    return format_guess(found.value, target) if found else ""
