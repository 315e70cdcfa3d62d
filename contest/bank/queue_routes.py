"""What waits for the one who is signed in: a queue for each step of the review."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.bank import queries, review_queries
from contest.bank.review_forms import QueueForm
from contest.bank.review_queries import Queue, Waiting
from contest.bank.review_words import WAITING_NAMES
from contest.hosts.models import Host
from contest.rules.roles import Action
from contest.web import guards
from contest.web.paging import page_number
from questions.review import THREE_STEPS, Act

bp = Blueprint("queue", __name__, url_prefix="/hosts/<host_id>/questions")
PER_PAGE = 30

STEPS = {
    Waiting.MENDING: (Action.WRITE_QUESTIONS, (Act.SUBMIT,)),
    Waiting.REVIEW: (Action.REVIEW_QUESTIONS, (Act.REVIEW, Act.SEND_BACK)),
    Waiting.APPROVAL: (Action.APPROVE_QUESTIONS, (Act.APPROVE, Act.SEND_BACK)),
}
"""Of each queue: whose it is, and what can be done to its questions at once."""


@bp.get("/queue")
def show_queue(host_id: str) -> ResponseReturnValue:
    host = guards.require(Action.SEE_QUESTIONS, host_id)
    form = QueueForm(formdata=request.args)
    form.offer(queries.list_topics(host))
    topic = form.chosen()
    counts = count_mine(host)
    waiting = _asked(counts)
    queue = Queue(host, guards.require_account(), waiting, topic) if waiting else None
    total, page = review_queries.count_waiting(queue) if queue else 0, page_number()
    return render_template(
        "bank/queue.html",
        form=form,
        waiting=waiting,
        topic=topic,
        counts=counts,
        total=total,
        versions=review_queries.list_waiting(queue, page, PER_PAGE) if queue else [],
        acts=STEPS[waiting][1] if waiting else (),
        reviews_aside=_reviews_aside(host),
        names=WAITING_NAMES,
        page=page,
        pages=max(-(-total // PER_PAGE), 1),
    )


def count_mine(host: Host) -> dict[Waiting, int]:
    """How much waits in each queue that the signed-in account has at the host."""
    person = guards.require_account()
    return {
        waiting: review_queries.count_waiting(Queue(host, person, waiting))
        for waiting, (action, _) in STEPS.items()
        if guards.may_here(action, host)
        and (waiting is not Waiting.REVIEW or host.review_steps == THREE_STEPS)
    }


def _reviews_aside(host: Host) -> bool:
    """Whether the account reviews where no step is a reviewer's."""
    may_approve = guards.may_here(Action.APPROVE_QUESTIONS, host)
    may_review = guards.may_here(Action.REVIEW_QUESTIONS, host)
    return host.review_steps != THREE_STEPS and may_review and not may_approve


def _asked(counts: dict[Waiting, int]) -> Waiting | None:
    """The queue that the address names; else the first in which something waits.

    Approvals come first: who appraises a question cannot approve it any more.
    """
    named = [each for each in counts if each.value == request.args.get("waiting")]
    filled = [each for each, count in counts.items() if count]
    filled.sort(key=lambda each: each is not Waiting.APPROVAL)
    return next(iter([*named, *filled, *counts]), None)
