"""How a question's own page is put together, for the several addresses that show it."""

from typing import Any

from flask import render_template, request

from contest import clock
from contest.bank import (
    alike_queries,
    bulk_service,
    document_queries,
    queries,
    review_queries,
    service,
)
from contest.bank.finding_words import sentence
from contest.bank.looks_routes import shown_keys
from contest.bank.models import Question, QuestionVersion
from contest.bank.picture_queries import check_kept
from contest.bank.review_forms import CommentForm
from contest.bank.review_queries import Queue, Waiting
from contest.bank.review_words import VERDICT_NAMES, WHY_NOT
from contest.hosts.models import Host
from contest.web import guards
from contest.web.forms import ActionForm
from questions.basis_checks import check_basis
from questions.checks import Severity
from questions.legal import Law
from questions.review import Act, State, open_acts

SHOWN_ALIKE = 5


def law_of(host: Host) -> Law:
    """The documents that count for the host, today."""
    return Law(document_queries.register_of(host), clock.today())


def question_page(host: Host, question: Question, form: CommentForm) -> str:
    """The question with its key, what was said of it and what can be done; the look is kept."""
    is_own = question.host_id == host.id
    version = queries.shown_version(host, question)
    law = law_of(host)
    page = render_template(
        "bank/question.html",
        question=question,
        version=version,
        is_own=is_own,
        acts=refusals(version, law) if is_own else {},
        findings=findings_of(version, law) if is_own else [],
        sent_back=sent_back(question) if is_own else None,
        came=came_from(),
        next_id=_next_waiting(host, question),
        twins=_twins(host, version) if is_own else [],
        loans=queries.list_loans(question) if is_own else [],
        comments=review_queries.list_comments(question) if is_own else [],
        form=form,
        action=ActionForm(),
        why_not=WHY_NOT,
        verdict_names=VERDICT_NAMES,
    )
    return shown_keys(page, [question])


def came_from() -> dict[str, Any]:
    """The queue that one came from, as the address names it; empty for another way."""
    waiting = [each.value for each in Waiting if each.value == request.args.get("waiting")]
    topic = request.args.get("topic", "")
    return {"waiting": waiting[0]} | ({"topic": topic} if topic else {}) if waiting else {}


def _next_waiting(host: Host, question: Question) -> str:
    """The question after this one in the queue one came from, or the first; "" without one."""
    came = came_from()
    if not came:
        return ""
    person, waiting = guards.require_account(), Waiting(came["waiting"])
    ids = review_queries.list_ids(Queue(host, person, waiting, came.get("topic", "")))
    at = ids.index(question.public_id) + 1 if question.public_id in ids else 0
    return next((each for each in ids[at:] + ids[:at] if each != question.public_id), "")


def findings_of(version: QuestionVersion, law: Law) -> list[tuple[bool, str]]:
    """What the checks find in the version: whether it is an error, and its sentence."""
    found = (*check_kept(version.written), *check_basis(version.written, law))
    return [(each.severity is Severity.ERROR, sentence(each)) for each in found]


def sent_back(question: Question) -> QuestionVersion | None:
    """The version that was sent back last since one was approved; None where none was."""
    for version in reversed(question.versions):
        if version.is_judged:
            return None
        # What was recalled is submitted, and nobody's decision.
        if version.reason and (version.decided_by or version.state is State.DRAFT):
            return version
    return None


def refusals(version: QuestionVersion, law: Law) -> dict[str, str]:
    """The acts of its state that may be done at once too, each with the code of what forbids it
    to the one who looks, or ""."""
    by, found = guards.require_account(), {}
    for act in open_acts(version.state, version.question.host.review_steps):
        if act in bulk_service.RIGHTS:
            refused = service.refusal(version, Act(act), by, law)
            found[act.value] = refused.code if refused else ""
    return found


def _twins(host: Host, version: QuestionVersion) -> list[tuple[QuestionVersion, int]]:
    """The host's questions that are nearly the same, with the likeness in percent."""
    found = alike_queries.list_alike(host, version, SHOWN_ALIKE)
    return [(other, int(likeness * 100)) for other, likeness in found]
