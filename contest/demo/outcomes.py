"""How do the results of a made-up contest come to be public?"""

from datetime import datetime
from random import Random

from contest.clock import VIETNAM
from contest.contests import official_service
from contest.contests.models import Round
from contest.contests.official_models import OfficialKind
from contest.demo.hosts import new_id
from contest.demo.making import record
from contest.hosts.models import Account
from contest.results import way_queries, way_service
from contest.results.way_service import Move
from contest.rules.official_file import OfficialDetails
from contest.rules.result_way import State
from contest.rules.roles import Role

PAPERS = {
    State.MINUTES: (OfficialKind.MINUTES, "01/BB-BGK", "Trưởng Ban Giám khảo (dữ liệu mẫu)"),
    State.DECISION: (OfficialKind.DECISION, "01/QĐ-BTC", "Trưởng Ban Tổ chức (dữ liệu mẫu)"),
}


def publish_results(chance: Random, round_: Round, organiser: Account, at: datetime) -> None:
    """Take the computed result the whole way: its judges confirm it, two papers carry it."""
    judges = way_queries.list_judges(round_.contest)
    round_.contest.least_judges = min(1, len(judges))
    way = way_service.way_of(round_, None, at)
    by = judges[0] if judges else organiser
    way_service.take(way, Move(State.PROVISIONAL, by, frozenset({Role.JUDGE})), at)
    ranking = way_queries.ranking_of(way)
    for judge in judges if ranking else ():
        way_service.confirm(way, judge, ranking.digest if ranking else "", "", at)
    for state, (kind, number, signer) in PAPERS.items():
        day = at.astimezone(VIETNAM).date()
        details = OfficialDetails(number, day, signer)
        paper = official_service.keep(round_.contest, kind, details, new_id(chance), organiser, at)
        who = by if state is State.MINUTES else organiser
        way_service.take(way, Move(state, who, frozenset(Role), paper), at)
    way_service.take(way, Move(State.PUBLISHED, organiser, frozenset(Role)), at)
    record(round_.contest, organiser, "result-moved", at)
