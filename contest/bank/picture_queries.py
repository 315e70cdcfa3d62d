"""The pictures that questions show, read."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, select
from sqlalchemy.orm import undefer

from contest.bank.import_models import ImportItem
from contest.bank.models import QuestionVersion
from contest.bank.picture_models import StoredPicture
from contest.db import db
from contest.errors import NotFound
from questions.checks import Finding, check
from questions.model import Question
from questions.pictures import Picture, each_once, names_in

Size = tuple[int, int]


def get_picture(name: str) -> Picture:
    """Raises NotFound."""
    found = pictures_named([name])
    if not found:
        raise NotFound
    return found[0]


def pictures_named(names: Iterable[str]) -> tuple[Picture, ...]:
    """Those that are kept, by name."""
    query = select(StoredPicture).where(StoredPicture.name.in_(list(names)))
    stored = db.session.scalars(query.options(undefer(StoredPicture.content)))
    return each_once(Picture(each.media_type, each.content) for each in stored)


def pictures_of(texts: Iterable[str]) -> tuple[Picture, ...]:
    """The kept pictures that the texts show: what a file of the questions brings along."""
    names = names_in(*texts)
    return pictures_named(names) if names else ()


def check_kept(question: Question) -> tuple[Finding, ...]:
    """What the checks find in a question whose pictures are kept by themselves."""
    names = names_in(*question.texts)
    return check(question, kept_names(names) if names else ())


def sizes_of(names: Collection[str]) -> dict[str, Size]:
    """Width and height by name, of those whose beginnings tell them."""
    if not names:
        return {}
    columns = (StoredPicture.name, StoredPicture.width, StoredPicture.height)
    rows = db.session.execute(select(*columns).where(StoredPicture.name.in_(list(names))))
    return {name: (width, height) for name, width, height in rows if width and height}


def hold_names(names: Iterable[str]) -> set[str]:
    """Those that are kept, and stay kept until the transaction ends."""
    query = select(StoredPicture.name).where(StoredPicture.name.in_(list(names)))
    held = query.order_by(StoredPicture.name).with_for_update(read=True)
    return set(db.session.scalars(held))


def take_names(names: Iterable[str], since: datetime) -> set[str]:
    """Those kept since then, their rows locked: they are to be deleted."""
    query = select(StoredPicture.name).where(
        StoredPicture.name.in_(list(names)), StoredPicture.created_at >= since
    )
    return set(db.session.scalars(query.order_by(StoredPicture.name).with_for_update()))


def names_shown() -> set[str]:
    """The pictures of all questions of all hosts, and of all files on their way into a bank."""
    version = QuestionVersion
    columns = (version.stem, version.explanation, version.options, ImportItem.fields)
    return {name for column in columns for name in names_in_column(column)}


def names_in_column(column: Any, *conditions: ColumnElement[bool]) -> set[str]:
    """The pictures that a column of texts shows, or one of values that hold texts."""
    text = cast(column, Text)
    query = select(text).where(text.contains("[[picture:"), *conditions)
    return set(names_in(*db.session.scalars(query)))


def kept_names(names: Iterable[str]) -> set[str]:
    query = select(StoredPicture.name).where(StoredPicture.name.in_(list(names)))
    return set(db.session.scalars(query))
