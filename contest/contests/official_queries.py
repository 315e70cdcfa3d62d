"""Finding the official documents of a contest."""

from sqlalchemy import select

from contest.contests.models import Contest
from contest.contests.official_models import OfficialDocument
from contest.db import db
from contest.errors import NotFound


def get_document(contest: Contest, public_id: str) -> OfficialDocument:
    """Raises NotFound where the contest has no such document."""
    query = select(OfficialDocument).where(
        OfficialDocument.contest_id == contest.id, OfficialDocument.public_id == public_id
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found
