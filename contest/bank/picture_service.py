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
LARGEST_SIDE = 65_535  # pixels; what claims more tells nothing that a page could use
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def keep_pictures(pictures: Iterable[Picture], now: datetime) -> None:
    """Keep those that are not kept yet, under their names; two may keep the same one at once."""
    given = each_once(pictures)
    known = kept_names(each.name for each in given) if given else set()
    rows = [_row(each, now) for each in given if each.name not in known]
    if rows:
        insert = INSERTS[db.session.get_bind().dialect.name](TABLE)
        db.session.execute(insert.on_conflict_do_nothing(), rows)


def _row(picture: Picture, now: datetime) -> dict[str, Any]:
    width, height = picture.size or (0, 0)
    is_told = 0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE
    return {
        "name": picture.name,
        "media_type": picture.media_type,
        "width": width if is_told else None,
        "height": height if is_told else None,
        "content": picture.content,
        "created_at": now,
    }
