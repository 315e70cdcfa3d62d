"""How a page of a round's results is loaded with the right to it, and what its files share."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from flask import Response, request
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.bank import looks_service
from contest.contests import disclosure_queries as disclosure
from contest.contests import queries as contests
from contest.contests.models import Contest, ContestAudience, Round
from contest.db import begin_writing, db
from contest.errors import NotFound, NotShownYet
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.results import award_queries, queries, way_queries
from contest.results.award_models import Board
from contest.results.models import Ranking
from contest.rules.disclosure import What, Whom
from contest.rules.roles import Action, Role
from contest.web import files, guards
from contest.web.filters import moment

STAFF = "/hosts/<host_id>/contests/<contest_id>/rounds/<int:number>"
Page = TypeVar("Page")
INSIDERS = frozenset({Role.ORGANISER, Role.SECRETARY, Role.JUDGE})
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def load(action: Action, host_id: str, contest_id: str, number: int) -> tuple[Host, Round]:
    """The host and the round, for somebody who may do that in this contest."""
    guards.require_account()
    contest = contests.get_contest(hosts.get_host(host_id), contest_id)
    if not guards.roles_here(contest.host, contest.id):
        raise NotFound
    return guards.require(action, host_id, contest.id), contests.get_round(contest, number)


def seen(round_: Round, chosen: ContestAudience | None = None) -> frozenset[What]:
    """What the signed-in account may be shown of the round, or of an audience of it, now."""
    contest = round_.contest
    roles = guards.roles_here(contest.host, contest.id)
    return disclosure.seen_by(roles, round_, chosen.id if chosen else None, clock.now())


def require_seen(what: What, round_: Round, chosen: ContestAudience | None = None) -> None:
    """Raises NotShownYet where the regulation does not open it to these roles now."""
    if what not in seen(round_, chosen):
        raise NotShownYet


def board_time(round_: Round) -> datetime:
    """The instant as of which the signed-in account is shown the round's board."""
    roles = guards.roles_here(round_.contest.host, round_.contest.id)
    whom = Whom.JUDGE if roles & INSIDERS else Whom.LEADER
    return disclosure.board_time(round_, None, whom, clock.now())


def load_thawed(action: Action, host_id: str, contest_id: str, number: int) -> tuple[Host, Round]:
    """As ``load``, for what is of the newest computation: who only follows the contest is not
    shown it while the board is frozen.  Raises NotShownYet.
    """
    host, round_ = load(action, host_id, contest_id, number)
    if not guards.roles_here(host, round_.contest_id) & INSIDERS:
        frozen_at = round_.frozen_at
        if frozen_at is not None and board_time(round_) == frozen_at <= clock.now():
            raise NotShownYet
    return host, round_


def shown(round_: Round) -> Ranking | None:
    """The newest computation; for who only follows the contest the one that its board shows."""
    roles = guards.roles_here(round_.contest.host, round_.contest.id)
    if roles & INSIDERS:
        return queries.find_ranking(round_.id)
    return way_queries.shown_ranking(round_, None, Whom.LEADER, clock.now())


def shown_board(contest: Contest) -> Board | None:
    """The newest board over all rounds; for who only follows the contest the newest that knows no
    round's result beyond what its own board shows.
    """
    if guards.roles_here(contest.host, contest.id) & INSIDERS:
        return award_queries.find_board(contest.id)
    return way_queries.shown_board(contest, Whom.LEADER, clock.now())


def load_contest(action: Action, host_id: str, contest_id: str) -> tuple[Host, Contest]:
    """The host and the contest, for somebody who may do that in it; a POST begins to write."""
    if request.method == "POST":
        begin_writing()
    guards.require_account()
    contest = contests.get_contest(hosts.get_host(host_id), contest_id)
    if not guards.roles_here(contest.host, contest.id):
        raise NotFound
    return guards.require(action, host_id, contest.id), contest


def record_contest(contest: Contest, act: str, **details: object) -> None:
    """Write down what the signed-in account did with the contest's results."""
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=contest.host.id,
        subject_kind="contest",
        subject=contest.public_id,
        details=details,
    )


def get_audience(round_: Round, number: int) -> ContestAudience:
    """The contest's first, second … audience.  Raises NotFound."""
    audiences = round_.contest.audiences
    if not 1 <= number <= len(audiences):
        raise NotFound
    return audiences[number - 1]


def facts(host: Host, ranking: Ranking) -> dict[str, files.Cell]:
    """What a workbook says it is of."""
    round_ = ranking.round
    return {
        gettext("Đơn vị tổ chức"): host.name,
        gettext("Cuộc thi"): round_.contest.title,
        gettext("Đợt thi"): round_.title,
        gettext("Mở lúc"): moment(round_.opens_at),
        gettext("Đóng lúc"): moment(round_.closes_at),
        gettext("Số người dự thi"): ranking.entrant_count,
        gettext("Số lượt thi"): ranking.attempt_count,
        gettext("Kết quả tính lần thứ"): ranking.version,
        gettext("Tính lúc"): moment(ranking.computed_at),
        gettext("Mã đối chiếu (SHA-256)"): ranking.digest,
    }


def attachment(body: bytes, name: str, kind: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def shown_keys(page: Page, question_ids: Iterable[int]) -> Page:
    """The page itself, once it is kept that the signed-in account sees these questions' keys:
    a later round may ask them again.  Call it with the finished page, as the last thing."""
    account_id, ids = guards.require_account().id, list(question_ids)
    begin_writing()
    looks_service.record_ids(account_id, ids, clock.now())
    db.session.commit()
    return page


def record(host: Host, round_: Round, act: str, details: dict[str, object]) -> None:
    """Write down what the signed-in account did with the round's results."""
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind="round",
        subject=f"{round_.contest.public_id}/{round_.number}",
        details=details,
    )
