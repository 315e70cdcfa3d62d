"""One act on many questions: what was ticked is shown with what can be done, and then done."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from contest import clock
from contest.bank import bulk_service, queries, review_queries
from contest.bank.bulk_service import NEED_REASON, RIGHTS, Sorted
from contest.bank.forms import FilterForm, ReasonForm
from contest.bank.looks_routes import shown_keys
from contest.bank.models import Question
from contest.bank.page_routes import findings_of, law_of
from contest.bank.queries import OWN, Filters
from contest.bank.review_queries import MOST_AT_ONCE, Queue, Waiting
from contest.bank.review_words import ACT_NAMES, WHY_NOT, button_words, done_words
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.forms import ActionForm, require_token
from questions.review import Act

bp = Blueprint("bulk", __name__, url_prefix="/hosts/<host_id>/questions")
SHOWN = 50  # of those whose keys nobody needs to see, one by one
ANSWERED_FOR = frozenset({Act.REVIEW, Act.APPROVE})  # whoever does it answers for the keys


@bp.get("/at-once")
def choose(host_id: str) -> ResponseReturnValue:
    """What the list or the queue has ticked, or all that its filters find (``all=1``)."""
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    act = _act(request.args.get("act", ""))
    chosen = _chosen(host)
    if act is None or not chosen:
        flash(gettext("Mời bạn đánh dấu các câu hỏi rồi chọn việc cần làm."), "error")
        return redirect(_back(host_id), 303)
    guards.require(RIGHTS[act], host_id)
    questions = review_queries.list_chosen(host, chosen)
    return _page(host_id, act, _sorted(host, questions, act), None)


def _sorted(host: Host, questions: Iterable[Question], act: Act) -> Sorted:
    return bulk_service.sort(questions, act, guards.require_account(), law_of(host))


def _act(name: str) -> Act | None:
    return next((each for each in RIGHTS if each.value == name), None)


def _chosen(host: Host) -> list[str]:
    """The public ids of what is to be done, at most MOST_AT_ONCE."""
    if not request.args.get("all"):
        return request.args.getlist("q")[:MOST_AT_ONCE]
    waiting = [each for each in Waiting if each.value == request.args.get("waiting")]
    if waiting:
        queue = Queue(host, guards.require_account(), waiting[0], request.args.get("topic", ""))
        return review_queries.list_ids(queue)
    form = FilterForm(formdata=request.args)
    form.offer(queries.list_topics(host), queries.list_audiences(host))
    filters = Filters(**form.understood() | {"owner": OWN})
    found, _ = queries.list_questions(host, filters, clock.today(), 1, MOST_AT_ONCE)
    return [each.question.public_id for each in found]


@bp.post("/at-once")
def carry_out(host_id: str) -> ResponseReturnValue:
    """Do it to the versions that the page showed; all of them in one transaction, or none."""
    begin_writing()
    guards.require(Action.SEE_QUESTIONS, host_id)
    act = _act(request.form.get("act", ""))
    if act is None:
        require_token()
        raise NotFound
    host = guards.require(RIGHTS[act], host_id)
    names, by = request.form.getlist("v"), guards.require_account()
    ids = [each.partition(".")[0] for each in names]
    questions = review_queries.take_chosen(host, ids)
    form = ReasonForm() if act in NEED_REASON else ActionForm()
    if not form.validate_on_submit():
        return _page(host_id, act, _sorted(host, questions, act), form), 422
    reason = form.reason.data or "" if isinstance(form, ReasonForm) else ""
    found = bulk_service.carry_out(questions, names, act, reason, by, clock.now(), law_of(host))
    db.session.commit()
    flash(_done(act, len(found.able), len(found.unable)), "success")
    return redirect(_back(host_id), 303)


def _done(act: Act, done: int, left: int) -> str:
    said = done_words(act, done)
    if left:
        said += " " + ngettext(
            "Còn %(num)d câu chưa làm được.", "Còn %(num)d câu chưa làm được.", left
        )
    return said


def _page(host_id: str, act: Act, found: Sorted, form: ReasonForm | ActionForm | None) -> str:
    form = form or (ReasonForm() if act in NEED_REASON else ActionForm())
    has_keys = act in ANSWERED_FOR
    page = render_template(
        "bank/at_once.html",
        act=act,
        act_name=ACT_NAMES[act],
        button=button_words(act, len(found.able)),
        has_keys=has_keys,
        names=[bulk_service.name_of(each) for each in found.able],
        able=found.able,
        findings=_findings(found) if has_keys else [],
        unable=found.unable[:SHOWN],
        reasons=_counted(code for _, code in found.unable),
        why_not=WHY_NOT,
        form=form,
        back=_back(host_id),
        most=MOST_AT_ONCE,
        whole=len(found.able) + len(found.unable),
        shown=SHOWN,
    )
    return shown_keys(page, [each.question for each in found.able]) if has_keys else page


def _findings(found: Sorted) -> list[list[tuple[bool, str]]]:
    if not found.able:
        return []
    law = law_of(found.able[0].question.host)
    return [findings_of(each, law) for each in found.able]


def _counted(codes: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return counts


def _back(host_id: str) -> str:
    """The list or the queue that one came from, with its filters."""
    kept: dict[str, Any] = {
        name: value
        for name, value in request.args.items()
        if name in ("waiting", "topic", "text", "audience", "difficulty", "state", "owner")
        and value
    }
    endpoint = "bank.queue.show_queue" if "waiting" in kept else "bank.list_questions"
    return url_for(endpoint, host_id=host_id, **kept)
