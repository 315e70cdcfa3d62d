"""How a page of staff about complaints is loaded with the right to it, and acts are recorded."""

from typing import Any

from flask import url_for

from contest import clock
from contest.audit import service as audit
from contest.contests import queries as contests
from contest.contests.models import Contest
from contest.errors import NotFound
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.results import complaint_queries as queries
from contest.results.complaint_models import Complaint
from contest.rules.roles import Action
from contest.web import guards

STAFF = "/hosts/<host_id>/contests/<contest_id>/complaints"


def load(
    action: Action, host_id: str, contest_id: str, *, locks: bool = False
) -> tuple[Host, Contest]:
    """A contest for somebody who may do that in it; locked where its numbers are counted."""
    guards.require_account()
    host = hosts.get_host(host_id)
    if locks:
        contests.lock_contest(host, contest_id)
    contest = contests.get_contest(host, contest_id)
    if not guards.roles_here(host, contest.id):
        raise NotFound
    return guards.require(action, host_id, contest.id), contest


def load_complaint(
    action: Action, host_id: str, contest_id: str, complaint_id: str
) -> tuple[Host, Contest, Complaint]:
    """One complaint of it."""
    host, contest = load(action, host_id, contest_id)
    return host, contest, queries.get_complaint(contest, complaint_id)


def complaint_url(complaint: Complaint, endpoint: str = "show_complaint") -> str:
    contest = complaint.contest
    return url_for(
        f"results.register.{endpoint}",
        host_id=contest.host.public_id,
        contest_id=contest.public_id,
        complaint_id=complaint.public_id,
    )


def subject(complaint: Complaint) -> str:
    """A complaint as the record names it."""
    return f"{complaint.contest.public_id}/{complaint.label}"


def record(contest: Contest, act: str, named: str, kind: str = "complaint", **details: Any) -> None:
    """Write down what the signed-in account did."""
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=contest.host_id,
        subject_kind=kind,
        subject=named,
        details=details,
    )
