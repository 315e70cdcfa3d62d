"""Keeping pictures.  Callers commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from contest.bank.picture_models import StoredPicture
from contest.bank.picture_queries import kept_names
from contest.db import db
from questions.pictures import Picture, each_once

TABLE: Any = StoredPicture.__table__
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def keep_pictures(pictures: Iterable[Picture], now: datetime) -> None:
    """Keep those that are not kept yet, under their names; two may keep the same one at once."""
    given = each_once(pictures)
    known = kept_names(each.name for each in given) if given else set()
    rows = [
        {
            "name": each.name,
            "media_type": each.media_type,
            "content": each.content,
            "created_at": now,
        }
        for each in given
        if each.name not in known
    ]
    if rows:
        insert = INSERTS[db.session.get_bind().dialect.name](TABLE)
        db.session.execute(insert.on_conflict_do_nothing(), rows)
