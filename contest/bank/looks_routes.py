"""How a page or a file that shows keys is handed out: the look is written down first."""

from collections.abc import Iterable
from typing import TypeVar

from contest import clock
from contest.bank import looks_service
from contest.bank.models import Question
from contest.db import begin_writing, db
from contest.web import guards

Page = TypeVar("Page")


def shown_keys(page: Page, questions: Iterable[Question]) -> Page:
    """The page itself, once it is kept that the signed-in account sees these questions' keys.

    Call it with the finished page, as the last thing: a transaction of its own begins, and what
    the request has read or written without committing is let go.
    """
    account_id = guards.require_account().id
    ids = [each.id for each in questions]
    begin_writing()
    looks_service.record_ids(account_id, ids, clock.now())
    db.session.commit()
    return page
