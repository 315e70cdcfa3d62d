"""What a round's prediction is of, and which public figures would give it away while it is open."""

from datetime import datetime

from contest.contests import calendar_queries as calendars
from contest.contests.models import Contest, Round
from contest.rules.extra import Definition, Figure, decode, is_withheld


def definition_of(round_: Round) -> Definition | None:
    """The round's prediction; None where it has none."""
    target, given = round_.prediction_target, round_.prediction_counts
    if target is None:
        return None
    found = decode(given) if given else None
    return found if isinstance(found, Definition) else Definition(target)


def withheld_figures(shown: Round, now: datetime) -> frozenset[Figure]:
    """The figures of a round that nobody outside the committee is shown now.

    Of this round's own prediction while somebody may still sit it, and of a prediction over the
    whole contest while any of its rounds may be sat.  A figure of a round is of all audiences,
    or can be added up to that.
    """
    contest: Contest = shown.contest
    return frozenset(
        figure
        for asking in contest.rounds
        if (prediction := definition_of(asking)) is not None
        for figure in Figure
        if is_withheld(
            figure,
            prediction,
            is_open=_is_open(contest, asking, prediction, now),
            same_audience=True,
            same_round=asking is shown,
        )
    )


def _is_open(contest: Contest, asking: Round, prediction: Definition, now: datetime) -> bool:
    """Whether some round of the prediction's scope is not over for everyone."""
    rounds = contest.rounds if prediction.scope == "contest" else [asking]
    return any(not calendars.is_over(each, now) for each in rounds)
