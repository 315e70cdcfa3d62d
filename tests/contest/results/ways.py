"""A sat round's result taken along its way as the pages do it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from contest.contests.models import Contest, Round
from contest.contests.official_models import OfficialDocument, OfficialKind
from contest.contests.way_models import Way
from contest.db import begin_writing, db
from contest.hosts.models import Account
from contest.results import way_queries, way_service
from contest.results.way_service import Move
from contest.rules.complaint_terms import Settings, encode_settings
from contest.rules.result_way import State
from contest.rules.roles import Role
from contest.rules.working_days import Days
from tests.contest.contests.factories import make_official
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, Sat

DAY = CLOSED.date()
ROLES = {
    State.PROVISIONAL: Role.JUDGE,
    State.MINUTES: Role.JUDGE,
    State.DECISION: Role.ORGANISER,
    State.PUBLISHED: Role.ORGANISER,
    State.FINAL: Role.ORGANISER,
}
PAPERS = {State.MINUTES: OfficialKind.MINUTES, State.DECISION: OfficialKind.DECISION}
FORWARD = (State.PROVISIONAL, State.MINUTES, State.DECISION, State.PUBLISHED)


def take_complaints(contest: Contest, days: int = 5) -> None:
    """The regulation takes complaints for so many days after the publication."""
    contest.complaints = encode_settings(Settings(Days(days), Days(10)))
    db.session.commit()


@dataclass
class Traveller:
    """A round's way, its judge and its organiser."""

    round: Round
    judge: Account
    organiser: Account
    audience: Any = None

    @property
    def way(self) -> Way:
        return way_service.way_of(self.round, self.audience, CLOSED)

    def by(self, to: State) -> tuple[Account, frozenset[Role]]:
        role = ROLES[to]
        return (self.judge if role is Role.JUDGE else self.organiser), frozenset({role})

    def paper(self, kind: OfficialKind, day: date = DAY, **given: Any) -> OfficialDocument:
        return make_official(self.round.contest, kind=kind, issued_on=day, **given)

    def take(self, to: State, now: datetime = CLOSED, **given: Any) -> Way:
        account, roles = self.by(to) if to in ROLES else (self.organiser, frozenset(Role))
        paper = self.paper(PAPERS[to]) if to in PAPERS else None
        way = self.way
        begin_writing()
        usual: dict[str, Any] = {"by": account, "roles": roles, "document": paper}
        way_service.take(way, Move(to, **usual | given), now)
        db.session.commit()
        return way

    def confirm(self, dissent: str = "", judge: Account | None = None) -> None:
        ranking = way_queries.ranking_of(self.way)
        assert ranking is not None
        begin_writing()
        way_service.confirm(self.way, judge or self.judge, ranking.digest, dissent, CLOSED)
        db.session.commit()

    def go(self, to: State) -> Way:
        """Forward until there."""
        for state in FORWARD:
            if state is State.MINUTES:
                self.confirm()
            self.take(state)
            if state is to:
                break
        return self.way


def traveller(sat: Sat, audience: Any = None) -> Traveller:
    host = sat.round.contest.host
    judge = make_account(host, Role.JUDGE, name="Phạm Giám Khảo")
    return Traveller(sat.round, judge, make_account(host, Role.ORGANISER), audience)


LATER = CLOSED + timedelta(days=30)
