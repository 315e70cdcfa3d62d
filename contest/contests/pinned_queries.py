"""Which rounds have pinned questions that rest on a legal document."""

from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.bank import document_queries
from contest.bank.document_models import LegalDocument
from contest.bank.models import QuestionVersion
from contest.clock import VIETNAM
from contest.contests.models import Contest, PoolQuestion, Round
from contest.db import db
from contest.hosts.models import Host


def list_rounds_beyond(host: Host, document: LegalDocument) -> list[Round]:
    """The host's rounds with a pinned version that names the document, which close after its end.

    In the order of their closing; none where the document has no end.
    """
    if document.in_force_to is None:
        return []
    end = datetime.combine(document.in_force_to + timedelta(days=1), time(), VIETNAM)
    pinned = (
        select(PoolQuestion.round_id)
        .join(QuestionVersion, QuestionVersion.id == PoolQuestion.version_id)
        .where(document_queries.names(document))
    )
    query = (
        select(Round)
        .join(Round.contest)
        .where(Contest.host_id == host.id, Round.closes_at > end, Round.id.in_(pinned))
        .options(joinedload(Round.contest))
        .order_by(Round.closes_at, Round.id)
    )
    return list(db.session.scalars(query))
