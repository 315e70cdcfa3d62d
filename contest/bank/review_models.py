"""Tables of the review: what was said of a version, and who looked at a question's key."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.bank.models import QuestionVersion
from contest.db import Base, BigId, Id
from contest.hosts.models import Account
from questions.review import Verdict


class QuestionComment(Base):
    """What somebody said of a version.  Rows are only ever added."""

    __tablename__ = "question_comments"
    __table_args__ = (Index(None, "version_id"),)

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    version_id: Mapped[int] = mapped_column(BigId, ForeignKey("question_versions.id"))
    author_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(String(2000))
    # An appraiser's opinion; None: a remark.
    verdict: Mapped[Verdict | None]

    version: Mapped[QuestionVersion] = relationship()
    author: Mapped[Account] = relationship()


class KeyLook(Base):
    """That somebody was shown a question's key on a day: first, last, and how often."""

    __tablename__ = "key_looks"
    __table_args__ = (UniqueConstraint("question_id", "account_id", "on_day"),)

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(BigId, ForeignKey("questions.id"))
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    # The day in Vietnam.
    on_day: Mapped[date]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    count: Mapped[int]

    account: Mapped[Account] = relationship()
