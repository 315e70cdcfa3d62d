"""Writing down who was shown the key of which question.  Callers commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from contest.bank.models import Question
from contest.bank.review_models import KeyLook
from contest.clock import VIETNAM
from contest.db import db
from contest.hosts.models import Account

LOOKS: Any = KeyLook.__table__
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def record(account: Account, questions: Iterable[Question], now: datetime) -> None:
    """The account is shown the keys of these questions: a row for each and each day of Vietnam."""
    record_ids(account.id, (each.id for each in questions), now)


def record_ids(account_id: int, question_ids: Iterable[int], now: datetime) -> None:
    """The same by row ids.  A further look on the same day is counted in the row of the first."""
    rows = [
        {
            "question_id": each,
            "account_id": account_id,
            "on_day": now.astimezone(VIETNAM).date(),
            "first_at": now,
            "last_at": now,
            "count": 1,
        }
        for each in sorted(set(question_ids))  # in one order, so that two never wait for each other
    ]
    if not rows:
        return
    insert = INSERTS[db.session.get_bind().dialect.name](LOOKS)
    again = insert.on_conflict_do_update(
        index_elements=["question_id", "account_id", "on_day"],
        set_={"last_at": insert.excluded.last_at, "count": LOOKS.c.count + 1},
    )
    db.session.execute(again, rows)
