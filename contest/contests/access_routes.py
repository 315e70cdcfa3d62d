"""How a page of a contest is loaded with the right to it, and how an act is recorded."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.contests import queries, regulation_queries, regulation_service
from contest.contests.models import Contest, ContestAudience, Round
from contest.contests.regulation_words import names_of, titles_in
from contest.db import begin_writing, db
from contest.errors import NotFound, RegulationFixed
from contest.hosts import queries as hosts
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards


def load(action: Action, host_id: str, contest_id: str) -> tuple[Host, Contest]:
    """A contest for somebody who may do that in it; a role held in one contest counts there only.

    Raises NotSignedIn for nobody; NotFound for one without any role there, so that neither hosts
    nor drafts are told to strangers; NotAllowed for one whose roles do not allow it.
    """
    if request.method == "POST":
        begin_writing()
    guards.require_account()
    host = hosts.get_host(host_id)
    if request.method == "POST":
        queries.lock_contest(host, contest_id)
    contest = queries.get_contest(host, contest_id)
    if not guards.roles_here(host, contest.id):
        raise NotFound
    return guards.require(action, host_id, contest.id), contest


def load_round(
    action: Action, host_id: str, contest_id: str, number: int
) -> tuple[Host, Contest, Round]:
    """A round for somebody who may do that in its contest."""
    host, contest = load(action, host_id, contest_id)
    return host, contest, queries.get_round(contest, number)


def load_paper(
    action: Action, host_id: str, contest_id: str, number: int, audience: str
) -> tuple[Host, Round, ContestAudience]:
    """A round and one audience of it, whose papers the page is about."""
    host, contest, round_ = load_round(action, host_id, contest_id, number)
    return host, round_, queries.get_audience(contest, audience)


def record(contest: Contest, act: str, **details: Any) -> None:
    """Write down what the signed-in account did to the contest."""
    audit.record(
        guards.require_account().actor,
        act,
        now=clock.now(),
        host_id=contest.host_id or contest.host.id,
        subject_kind="contest",
        subject=contest.public_id,
        details=details,
    )


def changed(contest: Contest, field: Any, why: str | None = None) -> bool:
    """Put what was changed in force, for that reason, or the one typed in the field.

    False, with the refusal at the field and nothing changed, where somebody has started.
    """
    refusal = refused_change(contest, (field.data or "") if why is None else why)
    if refusal:
        field.errors = [refusal]
    return not refusal


def refused_change(contest: Contest, why: str) -> str:
    """Put what was changed in force, and return ""; or a sentence that names what may not change
    any more, with nothing changed.
    """
    try:
        regulation_service.require_changeable(contest)
    except RegulationFixed as refused:
        db.session.rollback()
        titles = titles_in(regulation_queries.find_version(contest))
        named = "; ".join(names_of(refused.fields, titles))
        return str(gettext("Đã có người vào thi nên không sửa được: %(names)s.", names=named))
    note_change(contest, why)
    return ""


def note_change(contest: Contest, why: str) -> None:
    """Keep what changed in a published contest as a version of its regulation."""
    if not contest.is_published:
        return
    kept = regulation_service.keep(contest, why, guards.require_account(), clock.now())
    if kept is not None:
        record(contest, "regulation-changed", version=kept.version)


def page_status(page: str, form: Any) -> ResponseReturnValue:
    """A page with a form: 422 when the form was refused."""
    return page, 422 if form.errors else 200


def contest_url(contest: Contest, endpoint: str = "show_contest", **more: Any) -> str:
    """The address of a page of the contest."""
    address: dict[str, Any] = {
        "host_id": contest.host.public_id,
        "contest_id": contest.public_id,
    }
    return url_for(f"contests.{endpoint}", **address, **more)


def round_url(round_: Round, endpoint: str = "rounds.show_round", **more: Any) -> str:
    """The address of a page of the round."""
    return contest_url(round_.contest, endpoint, number=round_.number, **more)
