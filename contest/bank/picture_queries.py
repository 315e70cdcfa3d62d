"""The pictures that questions show, read."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import undefer

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


def kept_names(names: Iterable[str]) -> set[str]:
    query = select(StoredPicture.name).where(StoredPicture.name.in_(list(names)))
    return set(db.session.scalars(query))
