"""Keeping pictures.  Callers commit."""

from collections.abc import Iterable
from datetime import datetime

from contest.bank.picture_models import StoredPicture
from contest.bank.picture_queries import kept_names
from contest.db import db
from questions.pictures import Picture, each_once


def keep_pictures(pictures: Iterable[Picture], now: datetime) -> None:
    """Keep those that are not kept yet, under their names."""
    new = each_once(pictures)
    known = kept_names(each.name for each in new) if new else set()
    db.session.add_all(
        StoredPicture(
            name=each.name, media_type=each.media_type, content=each.content, created_at=now
        )
        for each in new
        if each.name not in known
    )
