"""The truth of a round's prediction as pages show it, and why a version of it was made."""

from flask_babel import gettext

from contest.attempts.extra_models import Truth
from contest.results.models import Ranking
from contest.results.truth_service import BY_KEYS
from contest.rules.prediction import format_guess


def truth_in(ranking: Ranking) -> str:
    """The truth that a computation used: one figure, or one of each audience."""
    round_, known = ranking.round, dict(ranking.figures.get("truths", []))
    if round_.prediction_target is None:
        return str(gettext("Không có câu dự đoán"))
    named = [
        (each.title, format_guess(known[each.id], round_.prediction_target))
        for each in round_.contest.audiences
        if each.id in known
    ]
    if not named:
        return str(gettext("Chưa có: còn đợt thi chưa kết thúc"))
    values = {value for _, value in named}
    if len(values) == 1:
        return values.pop()
    return "; ".join(f"{title}: {value}" for title, value in named)


def why_words(truth: Truth) -> str:
    """Why a version was made, as it was typed, or because the keys changed; "" for the first."""
    if truth.is_counted and truth.why.startswith(BY_KEYS):
        version = truth.why.removeprefix(BY_KEYS)
        return str(gettext("Đếm lại theo đáp án bản %(version)s", version=version))
    return truth.why
