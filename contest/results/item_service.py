"""Working out how well the questions of a round measured.  Callers commit."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update

from contest.attempts import key_queries
from contest.attempts.handing_service import LETTERS
from contest.attempts.papers_queries import written_key
from contest.bank.models import QuestionVersion
from contest.db import db
from contest.results import item_charts_service as charts
from contest.results import item_queries, queries
from contest.results.item_models import ItemStatistic, PaperStatistic
from contest.results.item_queries import Unanalysed
from contest.results.models import Ranking
from contest.rules.item_counts import Choices, SheetCounts
from questions.distractors import Look, OptionCount, guess_score, is_outdone, looks
from questions.marking import CREDIT
from questions.statistics import Item, ItemFigures, TotalFigures, analyse

POINT = 100  # hundredths
DRAWN_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Analysed:
    """The statistics of one audience, as rows."""

    target: Unanalysed
    paper: dict[str, Any]
    items: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pictures of some items' options, by the items' row ids."""

    charts: dict[int, str]


def prepare(_now: datetime) -> Analysed | Drawn | None:
    """Work out the next audience's statistics, or draw the next pictures; only reads."""
    target = item_queries.find_unanalysed()
    if target is not None:
        return analysed(target)
    undrawn = item_queries.list_undrawn(DRAWN_AT_ONCE)
    return (
        Drawn({each.id: charts.draw_options(bars_of(each)) for each in undrawn})
        if undrawn
        else None
    )


def analysed(target: Unanalysed) -> Analysed:
    """The statistics of the attempts that count in the ranking, for one audience."""
    versions = {each.id: each for each in item_queries.list_asked(target.round_id)}
    counts = SheetCounts(_earned())
    sheets = item_queries.each_sheet(target.ranking_id, target.contest_audience_id)
    usual = item_queries.list_always_asked(target)
    items = {each: Item(POINT, is_drawn=each not in usual) for each in versions}
    found = analyse(counts.each_earned(sheets), items, POINT)
    is_fixed = found.totals.is_fixed
    kinds = {each.id: each.kind for each in versions.values()}
    rows = [
        _item_row(target, versions[version_id], found.items[version_id], choices, is_fixed=is_fixed)
        for version_id, choices in sorted(counts.choices(kinds).items())
    ]
    return Analysed(target, _paper_row(target, found.totals, rows), rows)


def _earned() -> dict[str, int]:
    """What each sign of outcome earns."""
    return {sign: POINT * CREDIT[outcome] // 100 for outcome, sign in LETTERS.items()}


def _paper_row(
    target: Unanalysed, totals: TotalFigures, items: list[dict[str, Any]]
) -> dict[str, Any]:
    figures = [each["figures"] for each in items]
    known = [each["facility"] for each in figures if each["facility"] is not None]
    pairs = [
        (each["facility"], each["discrimination_index"])
        for each in figures
        if each["facility"] is not None and each["discrimination_index"] is not None
    ]
    return {
        "ranking_id": target.ranking_id,
        "contest_audience_id": target.contest_audience_id,
        "attempt_count": totals.count,
        "is_fixed": totals.is_fixed,
        "figures": asdict(totals),
        "charts": {
            "facility": charts.draw_facilities(known),
            "discrimination": charts.draw_scatter(pairs),
        },
    }


def _item_row(
    target: Unanalysed,
    version: QuestionVersion,
    figures: ItemFigures,
    choices: Choices,
    *,
    is_fixed: bool,
) -> dict[str, Any]:
    """Weights among the few that all were asked would mislead: they need a fixed form."""
    ranking = db.session.get_one(Ranking, target.ranking_id)
    right = right_positions(version, ranking)
    guess = guess_score(version.kind, len(version.options), len(right))
    return {
        "ranking_id": target.ranking_id,
        "contest_audience_id": target.contest_audience_id,
        "version_id": version.id,
        "shown_count": choices.shown,
        "blank_count": choices.blank,
        "facility": _hundredths(figures.facility, 100),
        "discrimination": _hundredths(figures.discrimination_index, 1),
        "figures": asdict(figures)
        | {
            "guess_score": None if guess is None else float(guess),
            "effective_weight": figures.effective_weight if is_fixed else None,
        },
        "options": [[each.chosen, each.against] for each in choices.options],
    }


def _hundredths(value: float | None, per_cent: int) -> int | None:
    return None if value is None else round(value * per_cent * 100)


def right_positions(version: QuestionVersion, ranking: Ranking) -> frozenset[int]:
    """What counts as right under the keys that the ranking was computed with."""
    corrected = key_queries.corrected(ranking.round_id, ranking.key_version)
    key = corrected.get(version.id) or written_key(version.kind, version.options)
    return key.accepted


def option_counts(item: ItemStatistic) -> list[OptionCount]:
    return [OptionCount(chosen, against) for chosen, against in item.options]


def looks_of(item: ItemStatistic) -> tuple[Look, ...]:
    """Why the question should be looked at again, if it should."""
    version = item.version
    outdone = is_outdone(version.kind, option_counts(item), right_positions(version, item.ranking))
    facility, index = item.figures["facility"], item.figures["discrimination_index"]
    return looks(facility, index, is_outdone=outdone)


def bars_of(item: ItemStatistic) -> list[charts.Bar]:
    """What was said of the question's options, by how many."""
    right = right_positions(item.version, item.ranking)
    return charts.option_bars(item.version.kind, option_counts(item), right, item.blank_count)


def store(_now: datetime, work: Analysed | Drawn) -> int:
    """Keep what was prepared; 0 where another runner was faster."""
    if isinstance(work, Drawn):
        rows = [{"id": row_id, "chart": svg} for row_id, svg in work.charts.items()]
        db.session.execute(update(ItemStatistic), rows)
        return len(rows)
    queries.lock_round(work.target.round_id)
    if item_queries.is_analysed(work.target):
        return 0
    db.session.execute(insert(PaperStatistic), [work.paper])
    if work.items:
        db.session.execute(insert(ItemStatistic), work.items)
    return 1
