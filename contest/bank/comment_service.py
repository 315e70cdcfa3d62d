"""Saying something of a version.  Callers commit."""

from datetime import datetime

from contest.bank.models import QuestionVersion
from contest.bank.review_models import QuestionComment
from contest.hosts.models import Account
from questions.review import Verdict


def comment(
    public_id: str,
    version: QuestionVersion,
    text: str,
    by: Account,
    now: datetime,
    verdict: Verdict | None = None,
) -> QuestionComment:
    """A remark on the version, or an appraiser's opinion; neither is ever changed."""
    return QuestionComment(
        public_id=public_id,
        version=version,
        author=by,
        at=now,
        text=text,
        verdict=verdict,
    )
