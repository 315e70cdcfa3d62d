"""An act on a question as the record keeps it: with its code and the version's number."""

from datetime import datetime

from contest.audit import service as audit
from contest.bank.models import QuestionVersion
from contest.hosts.models import Account


def record_act(
    by: Account, act: str, version: QuestionVersion, now: datetime, **details: object
) -> None:
    """Record what somebody did to a question, in the caller's transaction."""
    question = version.question
    audit.record(
        by.actor,
        act,
        now=now,
        host_id=question.host_id,
        subject_kind="question",
        subject=question.public_id,
        details={"code": question.code, "version": version.number} | details,
    )
