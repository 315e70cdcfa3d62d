"""Keeping pictures, and letting them go.  Callers commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from contest.bank.picture_models import StoredPicture
from contest.bank.picture_queries import hold_names, names_shown, take_names
from contest.db import db
from questions.pictures import Picture, each_once

TABLE: Any = StoredPicture.__table__
LARGEST_SIDE = 65_535  # pixels; what claims more tells nothing that a page could use
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def keep_pictures(pictures: Iterable[Picture], now: datetime) -> None:
    """Keep those that are not kept yet, under their names; two may keep the same one at once."""
    given = each_once(pictures)
    known = hold_names(each.name for each in given) if given else set()
    rows = [_row(each, now) for each in given if each.name not in known]
    if rows:
        insert = INSERTS[db.session.get_bind().dialect.name](TABLE)
        db.session.execute(insert.on_conflict_do_nothing(), rows)


def drop_pictures(names: Iterable[str], since: datetime) -> int:
    """Delete those of the names that were kept since then and that nothing shows; how many.

    The rows are locked before it is asked what shows them: who keeps the same picture meanwhile
    waits, and finds it gone or its own question counted.
    """
    taken = take_names(names, since)
    if not taken:
        return 0
    unused = taken - names_shown()
    db.session.execute(delete(StoredPicture).where(StoredPicture.name.in_(unused)))
    return len(unused)


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
