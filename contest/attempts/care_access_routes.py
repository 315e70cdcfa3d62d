"""How a round is loaded for whoever cares for single people in it, and how that is recorded."""

from typing import Any

from flask import request, url_for

from contest import clock
from contest.attempts import running_queries
from contest.audit import service as audit
from contest.contests import queries as contests
from contest.contests.models import Round
from contest.db import begin_writing
from contest.errors import NotFound
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.people.models import Person
from contest.rules.roles import Action
from contest.web import guards


def load_round(
    action: Action,
    host_id: str,
    contest_id: str,
    number: int,
    *,
    writes: bool = False,
    stops_starts: bool = False,
) -> tuple[Host, Round]:
    """A round of a published contest; where something is sent, one act at a time in the contest.

    ``writes``: a page that is itself recorded.  ``stops_starts``: no attempt starts meanwhile.
    Raises NotSignedIn, NotFound, NotAllowed.
    """
    is_sent = request.method == "POST"
    if is_sent or writes:
        begin_writing()
    guards.require_account()
    host = hosts.get_host(host_id)
    contest = contests.get_contest(host, contest_id)
    if not guards.roles_here(host, contest.id) or not contest.is_published:
        raise NotFound
    guards.require(action, host_id, contest.id)
    if is_sent:
        contests.lock_contest(host, contest_id)
    if is_sent and stops_starts:
        running_queries.lock_rounds(contest)
    return host, contests.get_round(contest, number)


def page_url(round_: Round, endpoint: str, **more: Any) -> str:
    """The address of a page of the round."""
    contest = round_.contest
    given: dict[str, Any] = {"host_id": contest.host.public_id, "contest_id": contest.public_id}
    return url_for(endpoint, number=round_.number, **given, **more)


def record(round_: Round, act: str, about: Person | None = None, **details: Any) -> None:
    """Write down what the signed-in account did in the round.

    What is ``about`` somebody stands in the record, and so in the dossier, of that entry.
    """
    contest = round_.contest
    subject = f"{contest.public_id}/{about.number}" if about else contest.public_id
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=contest.host_id,
        subject_kind="entry" if about else "contest",
        subject=subject,
        details={"round": round_.number, **details},
    )
