"""What the staff's page of results and the public one have in common."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from contest.bank import queries as bank
from contest.contests.models import ContestAudience
from contest.hosts.models import Host
from contest.results import queries
from contest.results import tables_words as tables
from contest.results.models import Basis, Ranking
from contest.rules.disclosure import What

CHART_OF: Mapping[str, What] = MappingProxyType(
    {
        "histogram": What.TOTALS,
        "days": What.TOTALS,
        "communes": What.UNIT_TABLE,
        "units": What.UNIT_TABLE,
    }
)
"""What each chart shows, for who may see that."""


def figures(
    host: Host, ranking: Ranking, chosen: ContestAudience | None, number: int, at: datetime
) -> dict[str, object]:
    """All figures of a computation; of one audience, the contest's first, second …, or of all;
    with the charts that were drawn by then.
    """
    names = {each.id: each.name for each in bank.list_reporting_groups(host)}
    return {
        "audience_number": number,
        "residence": tables.totals_table(ranking, Basis.RESIDENCE, chosen, number),
        "units": tables.totals_table(ranking, Basis.UNIT, chosen, number),
        "bands": tables.bands_table(ranking),
        "histogram": tables.histogram_table(ranking),
        "groups": tables.groups_table(ranking, names),
        "days": tables.days_table(ranking),
        "charts": queries.list_chart_names(ranking, at),
    }
