"""Setting what a contest opens when, and freezing the board of a round.  Callers commit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from contest.contests import disclosure_queries, way_queries
from contest.contests.models import Contest, Round
from contest.errors import DisclosureConflict, WaysBegun
from contest.rules.disclosure import Settings, What, encode_opens
from contest.rules.result_way import State


@dataclass(frozen=True, slots=True)
class WayTerms:
    """What the regulation asks of the way of a result."""

    least_judges: int
    needs_signed_files: bool
    ways_by_audience: bool


def set_disclosure(contest: Contest, opens: Mapping[What, State | None], terms: WayTerms) -> None:
    """Keep what the regulation opens when, and its way.

    Raises DisclosureRefused for what no regulation may open so early, DisclosureConflict with the
    conflicts where answers are promised while another round still asks the same, and WaysBegun
    where audiences would part or join after a result has gone a step.
    """
    Settings(opens)
    found = disclosure_queries.conflicts_of(contest, dict(opens))
    if found:
        raise DisclosureConflict(conflicts=found)
    parts = terms.ways_by_audience is not contest.ways_by_audience
    if parts and way_queries.has_begun(contest.id):
        raise WaysBegun
    contest.disclosure = encode_opens(opens)
    contest.least_judges = terms.least_judges
    contest.needs_signed_files = terms.needs_signed_files
    contest.ways_by_audience = terms.ways_by_audience


def freeze(round_: Round, at: datetime | None) -> None:
    """From that instant on the public board shows what stood then; None: it moves again."""
    round_.frozen_at = at
